import type { MethodRef } from '../../../decode/dex/index.js';
import type { TextPosition } from '../../../facts/types.js';
import { dotted } from '../names.js';

/** Where a value ends: on the screen, in a log, in a request's address or as the name of a parameter. */
export type Sink =
  | TextPosition
  | 'log'
  | 'url'
  | 'url GET'
  | 'url POST'
  | 'url PUT'
  | 'url DELETE'
  | 'key'
  | 'page'
  | 'route'
  | 'image'
  | 'compare'
  | 'stored';

/** Superclasses of a class, nearest first; lets a sink be told for an app's own dialog or activity. */
export type Ancestors = (className: string) => string[];

const LOGGERS =
  /^android\.util\.Log$|^java\.io\.PrintStream$|^timber\.log\.|(^|\.)(\w*Log|\w*LogUtils?|Logs?|\w*Logger|LogHelper|L|KLog|LogCat|ALog|Slog|XLog|Trace\w*)$|\.orhanobut\.logger\.|^java\.util\.logging/;
const DIALOG = /Dialog|AlertController|Popup|AlertView|SweetAlert|Picker|ActionSheet|BottomSheet|OptionsView/;
/** Toasts of libraries, by what they call them: the message is whatever text the call is given. */
const TOASTERS = /(^|[.$])(\w*(Toast|Toasts|Toaster|Toasty)(Utils?|Kt|Helper|Manager|Compat)?|Tips?Utils?)$/;
const SAYS = /^(show\w*|make\w*|toast\w*|normal|info|error|success|warning|custom|[sl]|short\w*|long\w*)$/i;
const HTTP = /http|okgo|volley|retrofit|net\.|request|rest|api|kalle|client|server|service|upload|soap/i;

/** The sink an argument of a call ends in, by the platform's and well-known libraries' own names. */
export function sinkOf(callee: MethodRef, argument: number, ancestors: Ancestors): Sink | undefined {
  const owner = dotted(callee.owner);
  const { name, params } = callee;
  if (LOGGERS.test(owner)) return 'log';
  if (name === '<init>' && /(Exception|Error|Throwable)$/.test(owner)) return 'log';
  return visibleSink(owner, name, params, argument, ancestors) ?? requestSink(owner, name, params, argument);
}

function visibleSink(owner: string, name: string, params: string[], argument: number, ancestors: Ancestors): Sink | undefined {
  if (owner !== 'android.widget.Toast' && TOASTERS.test(owner) && SAYS.test(name)) return 'toast';
  if (owner === 'android.widget.Toast') return name === 'makeText' || name === 'setText' ? 'toast' : undefined;
  if (/\.Snackbar$/.test(owner))
    return name === 'make' || name === 'setText' ? 'toast' : name === 'setAction' ? 'button' : undefined;
  const dialog = isDialog(owner, ancestors);
  switch (name) {
    case 'setTitle':
      if (dialog) return 'dialog';
      if (/MenuItem$/.test(owner)) return 'menu';
      return /Notification|ShareParams|Message|Media|WXMedia|UM\w+$/.test(owner) ? undefined : 'page-title';
    case 'setMessage':
    case 'setPositiveButton':
    case 'setNegativeButton':
    case 'setNeutralButton':
    case 'setContentText':
    case 'setConfirmText':
    case 'setCancelText':
    case 'setTitleText':
    case 'setContentTitle':
    case 'setTicker':
      return 'dialog';
    case 'positiveText':
    case 'negativeText':
    case 'content':
    case 'title':
    case 'asConfirm':
    case 'asLoading':
      return dialog || /XPopup/.test(owner) ? 'dialog' : undefined;
    case 'show':
      return owner === 'android.app.ProgressDialog' ? 'dialog' : undefined;
    case 'setItems':
    case 'setSingleChoiceItems':
    case 'setMultiChoiceItems':
      return 'option';
    case 'setText':
    case 'setTextOn':
    case 'append':
      return textSink(owner, name, ancestors);
    case 'setHint':
    case 'setQueryHint':
      return 'placeholder';
    case 'setError':
      return 'toast';
    case 'setIndicator':
      return 'tab';
    case 'addTab':
      return undefined;
    case 'setSubtitle':
    case 'setSummary':
    case 'setLabel':
    case 'setPrompt':
      return 'label';
    case 'add':
      if (/^java\.util\.(\w*List|Collection)$/.test(owner)) return 'list';
      return /\.(Menu|SubMenu|ContextMenu)$/.test(owner) && params.includes('Ljava/lang/CharSequence;') ? 'menu' : undefined;
    case 'equals':
    case 'equalsIgnoreCase':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'indexOf':
    case 'compareTo':
    case 'split':
    case 'replace':
    case 'replaceAll':
    case 'matches':
      return owner === 'java.lang.String' || owner === 'android.text.TextUtils' ? 'compare' : undefined;
    case 'Text':
    case 'Text--4IGK_g':
      return /^androidx\.compose\.material/.test(owner) && argument === 0 ? 'label' : undefined;
    default:
      return /^androidx\.compose\.material.*TextKt$/.test(owner) && argument === 0 ? 'label' : undefined;
  }
}

function textSink(owner: string, name: string, ancestors: Ancestors): Sink | undefined {
  const all = [owner, ...ancestors(owner)];
  if (name === 'append') return all.includes('android.widget.TextView') ? 'label' : undefined;
  if (/TabLayout\$Tab$|BottomNavigationItem$/.test(owner)) return 'tab';
  if (all.some((one) => /(^|\.)(AppCompat|Material)?Button$/.test(one))) return 'button';
  if (/ClipData|Paint|Canvas|Share|Message|SmsManager/.test(owner)) return undefined;
  return 'label';
}

/** A dialog or what floats over a page, by its name or by what it is derived from. */
export function isDialog(owner: string, ancestors: Ancestors): boolean {
  return (
    DIALOG.test(owner) ||
    ancestors(owner).some((one) => /(^|\.)(\w*Dialog|PopupWindow|DialogFragment|Dialog\$Builder|AlertDialog\$Builder)$/.test(one))
  );
}

const KEY_METHODS =
  /^(put|add|addParams?|addFormDataPart|addBodyParameter|addQueryParameter|addQueryStringParameter|addParameter|params?|field|addEncoded|appendQueryParameter|addPart|addPostData|put(String|Int|Long|Double|Float|Boolean)|addProperty|element|accumulate|upload|addFiles?|addFileParams?|set|query|body)$/;
const KEY_OWNERS =
  /Map$|JSONObject$|JsonObject$|FormBody|MultipartBody|MultipartBuilder|FormEncodingBuilder|RequestParams|HttpParams|PostFormBuilder|GetBuilder|PostFileBuilder|Request|Params|NameValuePair|SoapObject|HttpUrl\$Builder|Uri\$Builder/;
const IMAGE =
  /\.(Glide|RequestManager|Picasso|ImageLoader|RequestBuilder|RequestCreator|DrawableTypeRequest|GenericRequestBuilder)$|^com\.bumptech|^com\.squareup\.picasso|universalimageloader/;

function requestSink(owner: string, name: string, params: string[], argument: number): Sink | undefined {
  if (IMAGE.test(owner)) return 'image';
  if (/WebView$/.test(owner) && /^(loadUrl|postUrl)$/.test(name)) return 'page';
  if (owner === 'com.alibaba.android.arouter.launcher.ARouter' && name === 'build') return 'route';
  if (KEY_METHODS.test(name) && params.length >= 2 && argument === 0 && KEY_OWNERS.test(owner)) return 'key';
  if (owner === 'org.apache.http.message.BasicNameValuePair' && argument === 0) return 'key';
  // `"name" to value` in a map of Kotlin.
  if (/^kotlin\.(TuplesKt|Pair)$/.test(owner) && /^(to|<init>)$/.test(name) && argument === 0) return 'key';
  if (/SharedPreferences|MMKV|SPUtils?$|Hawk$/.test(owner)) return 'stored';
  if (
    params[argument] !== 'Ljava/lang/String;' &&
    params[argument] !== 'Ljava/lang/Object;' &&
    params[argument] !== 'Landroid/net/Uri;' &&
    params[argument] !== 'Ljava/net/URI;'
  )
    return undefined;
  if (/^java\.net\.UR[IL]$/.test(owner) && name === '<init>') return 'url';
  if (/\.Http(Get|Post|Put|Delete)$/.test(owner) && name === '<init>')
    return `url ${/Http(Get|Post|Put|Delete)$/.exec(owner)![1]!.toUpperCase()}` as Sink;
  // An address parsed for the system is opened elsewhere, not sent.
  if (!HTTP.test(owner) || owner === 'android.net.Uri') return undefined;
  if (/^(url|baseUrl|setUrl|parse|newBuilder|resolve|setUri|setPath)$/.test(name)) return 'url';
  const method = /^(get|post|put|delete|upload)/i.exec(name)?.[1]?.toUpperCase();
  if (
    method &&
    argument <= 1 &&
    !/^get(Header|Param|Property|String|Text|Instance|Tag|System|Shared|Resource|Extra|Color|Drawable|Class|Field|Method|Package|Cache|Files|External|Attribute|Bool|Int|Long|Double|Float|Object|JSON|Array)|^put(String|Int|Boolean|All)?$/.test(
      name,
    )
  )
    return `url ${method === 'UPLOAD' ? 'POST' : method}` as Sink;
  if (name === '<init>' && /Request$|RequestParams$|HttpTransportSE$|Call$/.test(owner)) return 'url';
  return /^(send|request|create\w*Request|download|execute)$/.test(name) && argument <= 1 ? 'url' : undefined;
}

/** Names of an app's own message helpers, used where the flow through them was not seen. */
export function sinkByName(name: string): Sink | undefined {
  if (/toast|showTips?$|showMsg|showMessage|showShort|showLong|snack/i.test(name)) return 'toast';
  if (/^(set)?(bar|head|header|toolbar|top|page|activity)?title\w*$|^init(Title|Toolbar|ActionBar)\w*$/i.test(name))
    return 'page-title';
  if (/dialog|alert/i.test(name)) return 'dialog';
  if (/^log|Log$|^debug$|^print/.test(name)) return 'log';
  return undefined;
}
