import { expect } from 'chai';
import { createPinoLogger } from '../../../src/service/pino-logger.ts';

function capture(): { lines: () => Record<string, unknown>[]; write: (text: string) => void } {
  const texts: string[] = [];
  return {
    lines: () => texts.map((text) => JSON.parse(text) as Record<string, unknown>),
    write: (text) => texts.push(text),
  };
}

describe('createPinoLogger', () => {
  it('writes one JSON object a line with level as a word and the time in UTC', () => {
    const sink = capture();
    createPinoLogger('info', sink).info({ window: 'w' }, 'window assessed');
    expect(sink.lines()).to.have.length(1);
    expect(sink.lines()[0]).to.include({ level: 'info', window: 'w', msg: 'window assessed' });
    expect(sink.lines()[0]?.['time']).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('adds the fields of a child and keeps quiet below its level', () => {
    const sink = capture();
    const log = createPinoLogger('warn', sink).child({ component: 'jobs' });
    log.info({}, 'not seen');
    log.debug({}, 'not seen');
    log.warn({}, 'seen');
    log.error({ err: new Error('broken') }, 'seen');
    expect(sink.lines().map((line) => line['component'])).to.deep.equal(['jobs', 'jobs']);
    expect(JSON.stringify(sink.lines()[1]?.['err'])).to.include('broken');
  });

  it('never writes a secret, at the top or one level down', () => {
    const sink = capture();
    createPinoLogger('info', sink).info(
      { secret: 's3cr3t', config: { mongodbUri: 'mongodb://u:s3cr3t@h' } },
      'starting',
    );
    expect(JSON.stringify(sink.lines())).not.to.include('s3cr3t');
  });
});
