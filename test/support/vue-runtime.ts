/** Functions that do what those of Vue's runtime do, under short names and in no order. */
export const VUE_RUNTIME = `
const F = Symbol.for("v-fgt"), T = Symbol.for("v-txt"), C = Symbol.for("v-cmt"), S = Symbol.for("v-stc");
let B = [];
function o(e = !1) { B.push(e ? null : []) }
function w(e, t, n, s, r, i = !1) { return m(e, t, n, s, r, i) }
function m(e, t, n, s, r, i = !1) { return { type: e, props: t, children: n } }
function u(e) { return e.dynamicChildren = B, e }
function b(e, t, n, s, r) { return u(w(e, t, n, s, r, !0)) }
function k(e, t, n, s, r, i) { return u(m(e, t, n, s, r, i, !0)) }
function x(e = " ", t = 0) { return w(T, null, e, t) }
function c(e = "", t = !1) { return t ? (o(), b(C, null, e)) : w(C, null, e) }
function q(e, t) { const n = w(S, null, e); return n.staticCount = t, n }
function h(e, t, n) { if (e._n) return e; const s = (...r) => e(...r); return s._n = !0, s._c = !0, s._d = !0, s }
function l(e, t, n, s) { return Array.isArray(e) ? e.map(t) : e[Symbol.iterator] ? Array.from(e, t) : [] }
function d(e, t) { const n = e.dirs || (e.dirs = []); return n.push(...t), e }
const z = (e) => typeof e == "string" ? e : e == null ? "" : typeof e == "object" ? JSON.stringify(e, null, 2) : String(e);
`;
