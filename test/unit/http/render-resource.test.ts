import { expect } from 'chai';
import { createRenderer } from '../../../src/http/resource/render-resource.ts';

const renderer = createRenderer(
  new Map([
    ['sla', { mount: '/tmf-api/slaManagement/v2', segment: 'sla' }],
    ['slaViolation', { mount: '/tmf-api/slaManagement/v2', segment: 'slaViolation' }],
    ['serviceLevelObjective', { mount: '/tmf-api/serviceQualityManagement/v4', segment: 'serviceLevelObjective' }],
    ['commitment', { mount: '/assurance/v1', segment: 'commitment' }],
    ['assessment', { mount: '/assurance/v1', segment: 'assessment' }],
  ]),
);
const origin = 'http://h:8080';

describe('rendering a resource', () => {
  it('puts id and href first, below the base path the client came in on', () => {
    const rendered = renderer.render('sla', { name: 'Gold', id: 12 }, { origin, mount: '/alias/v2' });
    expect(rendered).to.deep.equal({ id: 12, href: 'http://h:8080/alias/v2/sla/12', name: 'Gold' });
    expect(Object.keys(rendered)).to.deep.equal(['id', 'href', 'name']);
  });

  it('echoes an href that a reference came with', () => {
    const commitment = { id: 'c', sla: { id: '12', href: 'http://other/sla/9' }, rule: { id: 'r 1' } };
    expect(renderer.render('commitment', commitment, { origin })).to.deep.include({
      sla: commitment.sla,
      rule: { id: 'r 1', href: 'http://other/sla/9/rules/r%201' },
    });
  });

  it('points from a commitment into the other APIs by their own base paths', () => {
    const commitment = { id: 'c', sla: { id: '12' }, rule: { id: 'r1' }, serviceLevelObjective: { id: 'o' } };
    expect(renderer.render('commitment', commitment, { origin, mount: '/assurance/v1' })).to.deep.equal({
      id: 'c',
      href: 'http://h:8080/assurance/v1/commitment/c',
      sla: { id: '12', href: 'http://h:8080/tmf-api/slaManagement/v2/sla/12' },
      rule: { id: 'r1', href: 'http://h:8080/tmf-api/slaManagement/v2/sla/12/rules/r1' },
      serviceLevelObjective: {
        id: 'o',
        href: 'http://h:8080/tmf-api/serviceQualityManagement/v4/serviceLevelObjective/o',
      },
    });
  });

  it('leaves the stored document as it was', () => {
    const commitment = { id: 'c', sla: { id: '12' } };
    renderer.render('commitment', commitment, { origin });
    expect(commitment).to.deep.equal({ id: 'c', sla: { id: '12' } });
  });
});
