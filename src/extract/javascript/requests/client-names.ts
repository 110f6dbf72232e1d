/** Words in the names of functions that send. */
export const CLIENT_TOKENS = new Set([
  'request',
  'requests',
  'req',
  'http',
  'https',
  'ajax',
  'axios',
  'fetch',
  'api',
  'post',
  'get',
  'put',
  'delete',
  'upload',
  'send',
  'call',
  'server',
  'service',
  'net',
  'network',
  'flyio',
  'fly',
  'rpc',
  'promise',
  'wxrequest',
]);
/** Calls that are given paths and send nothing. */
export const NOT_REQUESTS =
  /(^|\.)(navigateTo|redirectTo|reLaunch|switchTab|navigateBack|push|replace|go|require|import|define|getStorage\w*|setStorage\w*|removeStorage\w*|log|info|warn|error|debug|showToast|showModal|previewImage|getImageInfo|split|indexOf|includes|startsWith|endsWith|match|test|replaceAll|join|on|emit|dispatch|commit|\$on|\$emit|once|off|trigger|querySelector|select|createElement|drawImage|saveFile|openDocument|setNavigationBarTitle|register|component|use|jump\w*|navigate\w*|toPage|goto\w*|route\w*|loadFontFace|createInnerAudioContext|resolve|concat|setData|setRequestHeader|getResponseHeader|overrideMimeType|setHeader|open(Win|Frame|FrameGroup|Window|Page|Url|New\w*)|createWebview|getRelationNodes|css|attr|addClass|append|html|extend|loadUrl|load(Script|Css)\w*|Date|RegExp|Error)$|(^|\.)permissions?(android)?\.\w+$/i;
