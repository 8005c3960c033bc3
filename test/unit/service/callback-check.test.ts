import { expect } from 'chai';
import { createAddressGuard } from '../../../src/http/address-guard.ts';
import { silentLogger } from '../../../src/kernel/logger.ts';
import { createCallbackCheck } from '../../../src/service/callback-check.ts';

describe('the check of a callback at registration', () => {
  const lines: object[] = [];
  const logger = { ...silentLogger, info: (fields: object) => void lines.push(fields) };
  const check = createCallbackCheck(createAddressGuard(['10.0.0.0/8']), logger);
  beforeEach(() => (lines.length = 0));

  it('names the setting that would allow a refused host to the operator alone, and nothing else of the URL', () => {
    const faults = check('http://user:password@127.0.0.1:8080/secret?token=secret');
    expect(faults).to.have.length(1);
    expect(JSON.stringify(faults)).not.to.contain('SURETY').and.not.to.contain('127');
    expect(lines).to.deep.equal([{ host: '127.0.0.1', setting: 'SURETY_CALLBACK_ALLOW' }]);
  });

  it('says nothing of a callback that is allowed, and of a text without a host', () => {
    expect(check('http://10.1.2.3/')).to.deep.equal([]);
    for (const text of ['javascript:alert(1)', 'http://', '/listen', '']) expect(check(text), text).to.have.length(1);
    expect(lines).to.deep.equal([]);
  });
});
