import {
  buildHap,
  type Code,
  call,
  closed,
  filled,
  func,
  global,
  type HapParts,
  imported,
  keep,
  member,
  object,
  page,
  resource,
  self,
  shown,
  THIS,
  text,
} from '../../support/ark-app.js';
import type { WrittenClass, WrittenMethod } from '../../support/ark-writer.js';

const ETS = 'com.example.grid/entry/ets';
/** `this` of the component in its closures. */
const outer: Code = [['ldlexvar', 0, 0]];

function render(...code: Code): WrittenMethod {
  return { name: 'initialRender', code: [['newlexenv', 1], ['lda', THIS], ['stlexvar', 0, 0], ...code] };
}

function closure(name: string, ...code: Code): WrittenMethod {
  return { name: `${name}#`, parameters: 2, code };
}

const ability = page(`${ETS}/entryability/EntryAbility`, [
  { name: 'onWindowStageCreate', parameters: 1, code: call([['lda', THIS + 1]], 'loadContent', text('pages/Index')) },
]);

const index = page(
  `${ETS}/pages/Index`,
  [
    render(
      ...shown('#column'),
      ...shown('#title'),
      ...closed('Text'),
      ...shown('#image'),
      ...shown('#button'),
      ...closed('Button'),
      ...closed('Column'),
      ...call(self, 'entry', text('通知公告')),
      ...call(self, 'entry', text('我的积分')),
    ),
    {
      name: 'entry',
      parameters: 1,
      code: [['newlexenv', 1], ['lda', THIS + 1], ['stlexvar', 0, 0], ...shown('#entry'), ...closed('Text')],
    },
    closure('#column', ...call(global('Column'), 'create')),
    closure('#title', ...call(global('Text'), 'create', resource(0x1000001))),
    closure('#image', ...call(global('Image'), 'create', text('logo.png'))),
    closure(
      '#button',
      ...call(global('Button'), 'createWithLabel', text('外勤签到')),
      ...call(global('Button'), 'onClick', func('#go')),
    ),
    closure('#go', ...call(imported(0), 'pushUrl', object('url', 'pages/Sign'))),
    closure('#entry', ...call(global('Text'), 'create', [['ldlexvar', 0, 0]])),
  ],
  { imports: [{ local: 'router', name: 'default', from: '@ohos:router' }] },
);

const submit: WrittenMethod = {
  name: 'submit',
  code: [
    ...member(member(self, 'photos'), 'length'),
    ['sta', 3],
    ['ldai', 0],
    ['stricteq', 0, 3],
    ['jeqz', { to: 'send' }],
    ...call(imported(0), 'showToast', object('message', '请先拍照再签到')),
    ['returnundefined'],
    ':send',
    ...call(
      call(imported(1), 'createHttp'),
      'request',
      [...text('https://api.example.cn'), ['sta', 5], ...text('/attendance/sign'), ['add2', 0, 5]],
      filled({ method: member(member(imported(1), 'RequestMethod'), 'POST'), extraData: object('latitude', 1, 'photo', 'x') }),
    ),
  ],
};

const sign = page(
  `${ETS}/pages/Sign`,
  [
    render(...shown('#nav'), ...shown('#input'), ...shown('#submit'), ...closed('Button'), ...closed('NavDestination')),
    submit,
    {
      name: 'aboutToAppear',
      code: [...keep('startedAt', call(global('Date'), 'now')), ...call(imported(2), 'getCurrentLocation')],
    },
    {
      name: 'aboutToDisappear',
      code: [
        ...call(global('Date'), 'now'),
        ['sta', 6],
        ...member(self, 'startedAt'),
        ['sub2', 0, 6],
        ['stobjbyname', 0, { s: 'stayed' }, THIS],
        ...call(self, 'submit'),
      ],
    },
    closure('#nav', ...call(global('NavDestination'), 'create'), ...call(global('NavDestination'), 'title', text('签到'))),
    closure('#input', ...call(global('TextInput'), 'create', object('placeholder', '请输入备注'))),
    closure(
      '#submit',
      ...call(global('Button'), 'createWithLabel', text('立即签到')),
      ...call(global('Button'), 'onClick', func('#tap')),
    ),
    closure('#tap', ...call(outer, 'submit')),
  ],
  {
    imports: [
      { local: 'promptAction', name: 'default', from: '@ohos:promptAction' },
      { local: 'http', name: 'default', from: '@ohos:net.http' },
      { local: 'geoLocationManager', name: 'default', from: '@ohos:geoLocationManager' },
    ],
  },
);

const old = page(`${ETS}/pages/Old`, [
  render(...shown('#text'), ...closed('Text')),
  closure('#text', ...call(global('Text'), 'create', text('旧页面'))),
]);

/** A package that the app is built with: its words are not the app's. */
const library: WrittenClass = {
  name: 'com.example.grid/entry/oh_modules/.ohpm/@ohos+dialogs@2.0.1/oh_modules/@ohos/dialogs/src/main/ets/Dialog',
  methods: [{ name: 'func_main_0', code: [...call(global('Text'), 'create', text('积分商城')), ['returnundefined']] }],
};

/** `resources.index` of the second generation with two texts. */
export function resourceIndex(texts: Record<number, string>): Buffer {
  const entries = Object.entries(texts).map(([id, value]) => ({
    id: Number(id),
    value: Buffer.from(value),
    name: Buffer.from(`t${id}`),
  }));
  const idset = 16 + 12 + entries.reduce((sum, { name }) => sum + 12 + name.length, 0);
  const keys = 140 + 12;
  const data = keys + idset;
  const pool = data + 12 + entries.length * 20;
  const u32 = (...values: number[]): Buffer => Buffer.concat(values.map((value) => Buffer.from(new Uint32Array([value]).buffer)));
  let value = pool;
  const places = entries.map((entry, i) => {
    const at = value;
    value += 2 + entry.value.length;
    return { info: data + 12 + i * 20, at };
  });
  const version = Buffer.alloc(128);
  version.write('RestoolV2 6.0.0.001');
  return Buffer.concat([
    version,
    u32(value, 1, data),
    Buffer.from('KEYS'),
    u32(0, 0),
    Buffer.from('IDSS'),
    u32(idset, 1, entries.length),
    u32(9, idset - 16, entries.length),
    ...entries.flatMap(({ id, name }, i) => [u32(id, places[i]!.info, name.length), name]),
    Buffer.from('DATA'),
    u32(value - data, entries.length),
    ...entries.map(({ id }, i) => u32(id, 20, 1, 0, places[i]!.at)),
    ...entries.flatMap((entry) => [Buffer.from([entry.value.length & 0xff, entry.value.length >> 8]), entry.value]),
  ]);
}

export const GRID: HapParts = {
  classes: [ability, index, sign, old, library],
  pages: ['pages/Index', 'pages/Sign', 'pages/Old'],
  module: {
    abilities: [
      {
        name: 'EntryAbility',
        exported: true,
        label: '$string:app_name',
        labelId: 0x1000000,
        skills: [{ entities: ['entity.system.home'] }],
      },
      { name: 'ShareAbility', exported: true },
    ],
    requestPermissions: [{ name: 'ohos.permission.LOCATION' }],
  },
  files: [{ name: 'resources.index', data: resourceIndex({ 16777216: '网格助手', 16777217: '网格员之家' }) }],
};

export const grid = (parts: Partial<HapParts> = {}): Buffer => buildHap({ ...GRID, ...parts });
