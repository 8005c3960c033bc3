import { expect } from 'chai';
import { html, textOf } from '../../src/http/html.ts';

describe('the html tag', () => {
  it('escapes texts in content and in attributes', () => {
    const text = `<script>alert("x")</script> & 'y'`;
    expect(textOf(html`<a title="${text}">${text}</a>`)).to.equal(
      '<a title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;">' +
        '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;</a>',
    );
  });

  it('puts markup into markup as it is, once', () => {
    const entries = ['a&b', '<c>'].map((each) => html`<li>${each}</li>`);
    expect(textOf(html`${entries}`)).to.equal('<li>a&amp;b</li><li>&lt;c&gt;</li>');
  });

  it('shows nothing for undefined and false, but 0', () => {
    expect(textOf(html`[${undefined}${false}${0}]`)).to.equal('[0]');
  });

  it('takes no object that only looks like markup', () => {
    const forged = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>"}') as never;
    expect(textOf(html`${forged}`)).to.not.contain('<script>');
  });

  it('replaces characters that a page cannot hold', () => {
    expect(textOf(html`${'a\u0000b\u001bc\nd'}`)).to.equal('a\ufffdb\ufffdc\nd');
  });
});
