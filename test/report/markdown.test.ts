import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/report/markdown/index.js';
import { hostileResult } from '../support/hostile-result.js';
import { rendered } from '../support/markdown.js';
import { packedResult, sampleResult } from '../support/sample-result.js';

const options = { lang: 'zh', color: false, width: 80 } as const;

describe('markdown', () => {
  it('reads as expected', async () => {
    await expect(markdown.write([sampleResult(), packedResult()], options)).toMatchFileSnapshot('golden/sample.zh.md');
    await expect(markdown.write([sampleResult()], { ...options, lang: 'en' })).toMatchFileSnapshot('golden/sample.en.md');
  });

  it('leaves out an id that the sample does not have', () => {
    const sample = sampleResult();
    sample.package.id = '';
    expect(markdown.write([sample], options)).not.toMatch(/` *` ·/);
  });

  it('renders to a table with a row per item that asks for something', () => {
    const html = rendered(markdown.write([sampleResult()], options));
    expect(html.match(/<tr>/g)).toHaveLength(5);
    expect(html.match(/<details>/g)).toHaveLength(2);
  });

  it('makes no tag, link or mention of what a package says', () => {
    const html = rendered(
      markdown.write(
        [hostileResult(' @everyone [a](http://e.example) www.e.example <b>x</b> `` | ~~y~~ $z$ #1 ![i](x)')],
        options,
      ),
    );
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag));
    expect([...tags].sort()).toEqual(
      'blockquote code details h2 h3 li p strong sub summary table tbody td th thead tr ul'.split(' '),
    );
    expect(html.replace(/<code>[\s\S]*?<\/code>/g, '')).not.toContain('@');
  });

  it('keeps to its budget, and says how much it left out', () => {
    const many = Array.from({ length: 200 }, () => sampleResult());
    const text = markdown.write(many, options);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_001);
    expect(text).toMatch(/_另有 \d+ 段因篇幅未列出，见完整报告。_\n$/);
    expect(text).not.toContain('undefined');
  });
});
