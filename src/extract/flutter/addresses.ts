/** What a string of a program is, where it names something that can be asked or opened. */
export type Address = { kind: 'url' | 'endpoint' | 'route'; thirdParty: boolean };

const LONGEST = 300;
const URL_SHAPE = /^(https?|wss?):\/\/([\w.-]+)(:\d+)?(\/[^\s"'<>]*)?$/i;
/** Hosts that libraries name in their own messages and specifications. */
const LIBRARY_HOSTS =
  /(^|\.)(flutter\.(dev|io)|dart\.dev|dartlang\.org|dartbug\.com|pub\.dev|github\.com|w3\.org|ietf\.org|mozilla\.org|chromium\.org|example\.(com|org)|goo\.gl|android\.com)$/i;
const PATH_SHAPE = /^\/?[A-Za-z][\w$.{}-]*(\/[\w$.{}:-]*)*(\?[\w$.{}%&=:[\]-]*)?$/;
/** Only an address has such a part. */
const ENDPOINT =
  /(^|\/)(api|apis|rest|restful|graphql|openapi|service|services|gateway|v\d+)(\/|$)|\.(do|action|ashx|aspx|php|jsp)(\?|$)|\?\w+=/i;
/** Files of the app and of the system, channels of the framework. */
const OTHER =
  /^\/?(proc|dev|sys|system|data|storage|sdcard|mnt|usr|etc|tmp|var|bin|lib|opt|home|root|assets?|packages?|images?|fonts?|flutter|vendor)(\/|$)|\.(dart|png|jpe?g|gif|svg|webp|json|txt|ttf|otf|so|frag|html?|css|js|xml|md|db|mp[34]|pdf|apk|zip|pem|crt)$/i;
const ROUTE = /^\/[A-Za-z][\w-]*(\/:?[\w-]+)*$/;

export function addressOf(text: string): Address | undefined {
  if (text.length < 3 || text.length > LONGEST) return undefined;
  const host = URL_SHAPE.exec(text)?.[2];
  if (host !== undefined) return { kind: 'url', thirdParty: LIBRARY_HOSTS.test(host) };
  if (!text.includes('/') || !PATH_SHAPE.test(text) || OTHER.test(text)) return undefined;
  if (ENDPOINT.test(text)) return { kind: 'endpoint', thirdParty: false };
  return ROUTE.test(text) ? { kind: 'route', thirdParty: false } : undefined;
}
