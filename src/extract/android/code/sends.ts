import type { MethodRef } from '../../../decode/dex/index.js';
import { dotted } from '../names.js';
import { rowsByOwner } from './api-table/row.js';
import { apiOf } from './apis.js';
import { runsInBackground } from './background.js';
import { type Body, type Call, methodKey } from './body.js';
import type { CallGraph } from './call-graph.js';
import { CLOUD_OBJECTS } from './cloud-objects.js';
import type { Program } from './program.js';

const NETWORK: [owner: RegExp, method: RegExp][] = [
  [
    /^java\.net\.(URL|HttpURLConnection|URLConnection)$|^javax\.net\.ssl\.HttpsURLConnection$/,
    /^(openConnection|openStream|connect|getInputStream|getOutputStream|getResponseCode)$/,
  ],
  [/^(okhttp3|com\.squareup\.okhttp)\.(Call|OkHttpClient|WebSocket|RealCall)$/, /^(enqueue|execute|newCall|newWebSocket|send)$/],
  [/^(retrofit2|retrofit)\.Call$/, /^(enqueue|execute)$/],
  [/^com\.android\.volley\.RequestQueue$/, /^add$/],
  [/^org\.apache\.http\.(impl\.)?client\.\w+$|^android\.net\.http\.AndroidHttpClient$/, /^execute$/],
  [
    /^com\.(loopj\.android\.http|lidroid\.xutils|lzy\.okgo|lzy\.okhttputils|zhy\.http\.okhttp|yanzhenjie\.(nohttp|kalle)|hjq\.http|androidnetworking|koushikdutta\.(async|ion)|ypx|zhouyou\.http|tamic|vondear)\./,
    /^(get|post|put|delete|send|execute|enqueue|upload|request|add|perform|subscribe|sendAsync|getAs\w+|asString|form\w*)$/,
  ],
  [/^org\.xutils\.HttpManager$/, /^(get|post|request)\w*$/],
  [/^org\.ksoap2\.transport\.\w+$/, /^call$/],
  CLOUD_OBJECTS,
  [
    /^com\.(qiniu\.android\.storage\.UploadManager|alibaba\.sdk\.android\.oss\.OSS\w*|tencent\.cos\.\S*)$/,
    /^(put\w*|asyncPut\w*|upload\w*)$/,
  ],
  [/^java\.net\.(Socket|DatagramSocket)$/, /^(<init>|getOutputStream|send)$/],
  [/^org\.eclipse\.paho\./, /^publish$/],
  [/^rxhttp\.|^com\.rxjava\.rxlife\./, /^(post\w*|get|as\w+|execute\w*)$/],
  [/^net\.tsz\.afinal\.FinalHttp$/, /^(get|post|put|delete)(Sync)?$/],
  [/^com\.androidquery\.(AQuery|AbstractAQuery|callback\.\w*AjaxCallback)$/, /^(ajax|async)$/],
  [/^com\.yolanda\.nohttp\.rest\.RequestQueue$/, /^add$/],
  [/^cz\.msebera\.android\.httpclient\.(impl\.)?client\.\w+$/, /^execute$/],
  // Files to a server of files, a letter, a statement for a data base elsewhere.
  [
    /^org\.apache\.commons\.net\.ftp\.\w+$|^it\.sauronsoftware\.ftp4j\.FTPClient$/,
    /^(storeFile|appendFile|storeFileStream|upload|append)$/,
  ],
  [/^javax\.mail\.Transport$|^com\.sun\.mail\.smtp\.\w+$/, /^(send|sendMessage)$/],
  [/^java\.sql\.(Statement|PreparedStatement|CallableStatement)$/, /^execute\w*$/],
];

const RECORD_DEPTH = 3;

/** Writes a row: no setting, which apps write all the time. Source: SQLiteDatabase, Room, greenDAO, ORMLite */
export function isRecord({ owner, name }: MethodRef): boolean {
  return (
    (owner === 'Landroid/database/sqlite/SQLiteDatabase;' && /^(insert\w*|replace\w*|execSQL)$/.test(name)) ||
    (/\/(EntityInsertionAdapter|AbstractDao|LitePalSupport|DataSupport|DbUtils|DbManager|FinalDb);$|\/ormlite\/dao\//.test(
      owner,
    ) &&
      /^(insert\w*|save\w*|create\w*)$/.test(name))
  );
}

const RUNNERS = /^(java\.lang\.Thread|java\.util\.TimerTask|android\.os\.(AsyncTask|HandlerThread))$/;
const STARTS = /^(start|run|execute|executeOnExecutor)$/;

/** Which methods lead to a request or a store, over the app's own calls. */
export interface Sends {
  isSend(call: Call): boolean;
  isStore(callee: MethodRef): boolean;
  /** A method that sends itself or calls, creates or posts something of the app that does. */
  reachesSend(key: string): boolean;
  reachesStore(key: string): boolean;
  /** The same of a record in a data base. */
  reachesRecord(key: string): boolean;
  /** Path of the endpoint a call, or what it is given to run, asks first. */
  endpointOf(call: Call): string | undefined;
  /** A call that sends or leads there, also by what it is given to run: `launch { api.send() }`, `post(runnable)`. */
  leadsToSend(call: Call): boolean;
  /** The same; in a method that names a service or worker of the app, starting it as well. */
  leavesFrom(call: Call, body: Body): boolean;
}

const networkRows = rowsByOwner(NETWORK);

/** Whether a call sends, also by an own class that inherits the method; remembered by callee. */
function networkCalls(ownersOf: (callee: MethodRef) => string[]): (callee: MethodRef) => boolean {
  const known = new WeakMap<MethodRef, boolean>();
  return (callee) => {
    const kept = known.get(callee);
    if (kept !== undefined) return kept;
    const found = ownersOf(callee).some((owner) => networkRows(owner).some(([, methods]) => methods.test(callee.name)));
    known.set(callee, found);
    return found;
  };
}

/** Source: Context, WorkManager, JobIntentService, JobScheduler */
const BACKGROUND = /^(startService|startForegroundService|enqueue|enqueueUniqueWork|enqueueWork|beginWith|schedule)$/;

const DEPTH = 6;
/** What is handed over to be called at another event; anything else given to a library runs now: a thread, a coroutine. */
const REGISTERS = /Listener|Callbacks?$|Receiver$|Adapter$|^(set|add|register|observe\w*|bind\w*|<init>)$/;

export function openSends(program: Program, graph: CallGraph, endpoints: ReadonlyMap<string, { path: string }>): Sends {
  const network = networkCalls(program.ownersOf);
  const isSend = (call: Call): boolean =>
    (endpoints.size > 0 && endpoints.has(methodKey(call.callee, dotted(call.callee.owner)))) || network(call.callee);
  const isStore = (callee: MethodRef): boolean => apiOf(callee, program.ownersOf)?.family === 'storage';
  const sending = graph.leadingTo((body) => body.calls.some(isSend), DEPTH);
  const storing = graph.leadingTo((body) => body.calls.some((call) => isStore(call.callee)), DEPTH);
  let recorded: Set<string> | undefined;
  const recording = (): Set<string> =>
    (recorded ??= graph.leadingTo((body) => body.calls.some(({ callee }) => isRecord(callee)), RECORD_DEPTH));
  const runs = (name: string): boolean => [...program.keysOf(name)].some((key) => sending.has(key) && !key.includes('-><init>'));
  const posted = (call: Call): boolean =>
    !REGISTERS.test(call.callee.name) && call.args.some((arg) => arg.kind === 'new' && runs(arg.name));
  // `new Upload().start()`, `task.execute()`, `new Thread(upload)`: the platform runs the object's own methods, on a thread of its own.
  const started = ({ callee, args }: Call): boolean => {
    const owner = dotted(callee.owner);
    if (callee.name === '<init>') return owner === 'java.lang.Thread' && args.some((arg) => arg.kind === 'new' && runs(arg.name));
    return STARTS.test(callee.name) && program.classes.ancestors(owner).some((above) => RUNNERS.test(above)) && runs(owner);
  };
  // What own code does with a callback was read; a library, also a minified one, runs it.
  const isOwn = ({ callee }: Call): boolean => program.classes.byName.get(dotted(callee.owner))?.owner === 'own';
  const leadsToSend = (call: Call): boolean => {
    if (isSend(call)) return true;
    const targets = program.resolve(call.callee);
    return targets.some((key) => sending.has(key)) || started(call) || (!isOwn(call) && posted(call));
  };
  const inBackground = ({ named }: Body): boolean =>
    named.some(({ name }) => runsInBackground(name, program.classes) && runs(name));
  return {
    isSend,
    isStore,
    endpointOf: (call) => {
      const run = call.args.flatMap((arg) => (arg.kind === 'new' ? program.bodiesOf(arg.name) : []));
      const calls = [call, ...run.flatMap((body) => body.calls)];
      return calls.flatMap(({ callee }) => endpoints.get(methodKey(callee, dotted(callee.owner)))?.path ?? [])[0];
    },
    reachesSend: (key) => sending.has(key),
    reachesStore: (key) => storing.has(key),
    reachesRecord: (key) => recording().has(key),
    leadsToSend,
    leavesFrom: (call, body) => leadsToSend(call) || (BACKGROUND.test(call.callee.name) && inBackground(body)),
  };
}
