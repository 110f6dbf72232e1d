export type Dialect =
  | 'wechat'
  | 'alipay'
  | 'baidu'
  | 'bytedance'
  | 'qq'
  | 'wepy'
  | 'chameleon'
  | 'vue'
  | 'quickapp'
  | 'jsx'
  | 'html';

/** How each family of templates writes events, loops and links. */
export interface DialectTable {
  event: RegExp;
  loop: RegExp;
}

const MINI: DialectTable = {
  event: /^(?:capture-)?(?:bind|catch):?([\w-]+)$|^(?:mut-bind):?([\w-]+)$/,
  loop: /^(wx|a|s|tt|qq|ks|xhs|qa|jd):for(-items)?$|^for$/,
};

export const DIALECTS: Record<Dialect, DialectTable> = {
  wechat: MINI,
  qq: MINI,
  bytedance: MINI,
  baidu: { event: /^(?:bind|catch|on):?([\w-]+)$/, loop: /^s-for$|^for$/ },
  alipay: { event: /^(?:on|catch)([A-Z]\w*)$/, loop: /^a:for$|^for$/ },
  // Both styles of a framework whose templates are compiled: `@tap.stop`, `@done.user` and the platform's own.
  wepy: {
    event: /^(?:@|v-on:)([\w:-]+)(?:\.[\w.-]+)?$|^(?:capture-)?(?:bind|catch):?([\w-]+)(?:\.\w+)?$|^(?:mut-bind):?([\w-]+)$/,
    loop: /^wx:for(-items)?$|^for$|^v-for$/,
  },
  chameleon: { event: /^(?:c-bind:|c-catch:|@|v-on:)([\w:-]+)(?:\.[\w.]+)?$/, loop: /^c-for$|^v-for$/ },
  vue: { event: /^(?:@|v-on:)([\w:-]+)(?:\.[\w.]+)?$|^(?:bind|catch):?(\w+)$/, loop: /^v-for$/ },
  quickapp: { event: /^(?:on|@)(\w+)$/, loop: /^for$/ },
  jsx: { event: /^on([A-Z]\w*)$/, loop: /^for$/ },
  html: {
    event: /^(?:on|@|v-on:|ng-(?=click$|submit$|change$|tap$|touch))([\w-]+)(?:\.[\w.]+)?$/,
    loop: /^(v-for|ng-repeat|v-repeat|:for)$/,
  },
};

/** Events by which a person acts, as against scrolling, loading and the like. */
export const ACTION_EVENT =
  /^(tap|click|longpress|longtap|submit|confirm|change|press|touchend|select|onclick|onsubmit|getphonenumber|getuserinfo|chooseavatar|success|finish|ok)$/i;
