import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

it('the names of attributes of JSX inside an expression are no data that is shown', () => {
  const { facts } = extractFacts(
    openFiles('app', {
      'app.config.ts': `export default { pages: ['pages/a/index'] }`,
      'pages/a/index.tsx': `import { View, Scroll, Tag } from '@tarojs/components'
        export default function Page() { const [rows] = useState([]); const grade = rows[0]
          return <Scroll renderContent={<View className='top' studentName={grade.className}>{rows.map((row) => <Tag className={classNames('tag', { on: row.on })} key={row.nickName}/>)}</View>}/> }`,
    }),
    '0',
  );
  const shown = facts.flatMap((fact) =>
    fact.kind === 'identifier' && fact.role === 'binding' ? [`${fact.value}:${fact.at.line}`] : [],
  );
  expect(shown).toContain('nickName:3');
  expect(new Set(shown.filter((name) => /^(class[nN]ames?|studentName)/.test(name)))).toEqual(new Set(['className:3']));
});
