/** A compiled uni-app (Vue 3) as the tool-chain writes it, short: two pages, a component, a wrapper of requests. */
export const UNI_APP = {
  'manifest.json': JSON.stringify({
    id: '__UNI__ABCDEF',
    name: '网格通',
    version: { name: '2.1.0', code: '210' },
    permissions: { Camera: {} },
    plus: {},
  }),
  'app-config-service.js': `;(function(){
    const __uniConfig = {"pages":[],"appname":"网格通","tabBar":{"list":[{"pagePath":"pages/index/index","text":"首页"}]}};
    const __uniRoutes = [{"path":"pages/index/index","meta":{"isEntry":true,"navigationBar":{"titleText":"首页"}}},{"path":"pages/sign/sign","meta":{"navigationBar":{"titleText":"每日打卡"}}}].map(uniRoute=>(uniRoute.meta.route=uniRoute.path,uniRoute));
  })();`,
  'app-service.js': `!function(e){"use strict";
    const r=(e,a)=>{for(const[c,n]of a)e[c]=n;return e};
    function post(u,d){return uni.request({url:"https://grid.example.gov.cn"+u,method:"POST",data:d})}
    const ke=r({props:{title:String},methods:{tap(){uni.showToast({title:"规则说明"})}}},[["render",function(a,c,n,o,i,t){return e.openBlock(),e.createElementBlock("view",{onClick:c[0]||(c[0]=(...e)=>t.tap&&t.tap(...e))},"打卡规则")}],["__file","C:/grid/components/rule.vue"]]);
    const P1=r({data:()=>({name:"网格员"}),methods:{go(){uni.navigateTo({url:"/pages/sign/sign"})}}},[["render",function(a,c,n,o,i,t){return e.openBlock(),e.createElementBlock("view",{onClick:c[0]||(c[0]=(...e)=>t.go&&t.go(...e))},"去打卡")}],["__file","C:/grid/pages/index/index.vue"]]);
    const P2=r({data:()=>({photo:""}),methods:{pick(){uni.chooseImage({sourceType:["camera"],success:e=>{this.photo=e.tempFilePaths[0]}})},sign(){if(!this.photo)return void uni.showToast({title:"请先拍照"});post("/api/clock/in",{photo:this.photo})}}},[["render",function(a,c,n,o,i,t){const s=ke;return e.openBlock(),e.createElementBlock("view",null,[e.createVNode(ke,{title:"规则"}),e.createElementVNode("button",{onClick:c[0]||(c[0]=(...e)=>t.pick&&t.pick(...e))},"拍照"),e.createElementVNode("button",{onClick:c[1]||(c[1]=(...e)=>t.sign&&t.sign(...e))},"立即打卡")])}],["__file","C:/grid/pages/sign/sign.vue"]]);
    __definePage("pages/index/index",P1),__definePage("pages/sign/sign",P2)
  }(Vue);`,
};

/** The same app as the compiler before v3 writes it (mode of custom components), short: a page, its template, its style. */
export const COMPONENT_MODE = {
  'manifest.json': UNI_APP['manifest.json'],
  'app-config.js':
    '"use weex:vue";var __wxConfig = {"appname":"网格通","page":{"pages/index/index.html":{"window":{"navigationBarTitleText":"首页","usingComponents":{}}},"pages/sign/sign.html":{"window":{"navigationBarTitleText":"每日打卡","usingComponents":{}}}},"pages":["pages/index/index","pages/sign/sign"],"tabBar":{"list":[{"pagePath":"pages/index/index","text":"首页"}]}};',
  'app-service.js': [
    scriptOf('pages/index/index', 'Page({go(){uni.navigateTo({url:"/pages/sign/sign"})}})'),
    scriptOf(
      'pages/sign/sign',
      'Page({pick(){uni.chooseImage({success:e=>{this.photo=e.tempFilePaths[0]}})},sign(){if(!this.photo)return void uni.showToast({title:"请先拍照"});uni.request({url:"https://grid.example.gov.cn/api/clock/in",method:"POST",data:{photo:this.photo}})}})',
    ),
  ].join('\n'),
  'pages/sign/sign.js': 'setCssToHead([".",[1],"photo{ width: ",[0,28],"; }\\n"],undefined,{path:"./pages/sign/sign.wxss"})();',
};

const { 'app-config.js': _, ...rest } = COMPONENT_MODE;

/** The same as the first compilers of that mode wrote it: the configuration stands with the scripts. */
export const FIRST_COMPONENT_MODE = {
  ...rest,
  'app-service.js': [
    'var __wxAppCode__ = {};',
    `__wxAppCode__['app.json']={"pages":["pages/index/index","pages/sign/sign"],"tabBar":{"list":[{"pagePath":"pages/index/index","text":"首页"}]},"appname":"网格通","compilerVersion":"1.9.4"};`,
    `__wxAppCode__['pages/index/index.json']={"usingComponents":{},"navigationBarTitleText":"首页"};`,
    `__wxAppCode__['pages/sign/sign.json']={"usingComponents":{},"navigationBarTitleText":"每日打卡"};`,
    rest['app-service.js'],
  ].join('\n'),
};

function scriptOf(stem: string, code: string): string {
  return `__wxRoute = '${stem}';__wxRouteBegin = true;define('${stem}.js',function(require, module, exports){${code}\n});require('${stem}.js');`;
}

/** Its view layer: one template with a button, as wcc writes it. */
export const COMPONENT_MODE_VIEW = `var $gwx=function(path,global){
  function gz$gwx_1(){ if( __WXML_GLOBAL__.ops_cached.$gwx_1)return __WXML_GLOBAL__.ops_cached.$gwx_1
  (function(z){var a=11;function Z(ops){z.push(ops)} Z([3,'sign']);Z([3,'立即打卡']) })(__WXML_GLOBAL__.ops_cached.$gwx_1);return __WXML_GLOBAL__.ops_cached.$gwx_1 }
  var x=['./pages/sign/sign.wxml'];d_[x[0]]={}
  var m0=function(e,s,r,gg){ var z=gz$gwx_1(); var a=_mz(z,'button',['bindtap',0],[],e,s,gg); var b=_oz(z,1,e,s,gg); _(a,b); _(r,a); return r }
  e_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]} }`;

/** A compiled uni-app of Vue 2: the logic sends values by number, the view shows them. */
export const VUE_2 = {
  'manifest.json': UNI_APP['manifest.json'],
  'app-config-service.js':
    'var __uniConfig = {"pages":["pages/post/post"],"appname":"网格通"};var __uniRoutes = [{"path":"/pages/post/post","meta":{"isQuit":true},"window":{"navigationBarTitleText":"动态"}}];',
  'app-service.js': bundleOf(
    'app-service',
    `function(){var e=this,t=e.$createElement,n=e._self._c||t;return n("view",[n("view",{staticClass:e._$s(1,"sc","num"),attrs:{_i:1}},[e._v(e._$s(1,"t0-0",e._s(e.likeCount||0)))]),e._l(e._$s(2,"f",{forItems:e.tools}),(function(o,r,i,a){return n("view",{key:i,attrs:{_i:"2-"+a},on:{click:function(t){return e.open(o)}}},[n("text",[e._v(e._$s("3-"+a,"t0-0",e._s(o.label)))])])}))],2)}`,
    '{data:function(){return{likeCount:0,tools:[{label:"我的点赞",key:"praise",mark:"a",on:!1},{label:"我的评论",key:"reply",mark:"b",on:!1},{label:"我的分享",key:"share",mark:"c",on:!1}],news:[{title:"点赞名单公布",label:"点赞",date:"5-1"},{title:"换届",label:"选举",date:"5-2"},{title:"体检",label:"通知",date:"5-3"}]}},methods:{open:function(t){uni.navigateTo({url:t.key})}}}',
  ),
  'app-view.js': bundleOf(
    'app-view',
    `function(){var t=this,e=t.$createElement,n=t._self._c||e;return n("v-uni-view",[n("v-uni-view",{staticClass:t._$g(1,"sc"),attrs:{_i:1}},[t._v("获赞"+t._$g(1,"t0-0"))]),t._l(t._$g(2,"f"),(function(e,o,i,a){return n("v-uni-view",{key:e,attrs:{_i:"2-"+a},on:{click:function(e){return t.$handleViewEvent(e)}}},[n("v-uni-text",[t._v(t._$g("3-"+a,"t0-0"))])],1)}))],2)}`,
    '{data:function(){return{}}}',
  ),
};

function bundleOf(name: string, render: string, options: string): string {
  return `(this["webpackJsonp"]=this["webpackJsonp"]||[]).push([["${name}"],{
    a1:function(t,e,n){"use strict";n.r(e);var i=n("a2"),r=n("a3");var a,s=n("a4"),c=Object(s["a"])(r["default"],i["b"],i["c"],!1,null,null,null,!1,i["a"],a);e["default"]=c.exports},
    a2:function(t,e,n){"use strict";n.d(e,"b",(function(){return i})),n.d(e,"c",(function(){return r})),n.d(e,"a",(function(){}));var i=${render},r=[]},
    a3:function(t,e,n){"use strict";Object.defineProperty(e,"__esModule",{value:!0}),e.default=void 0;var i=${options};e.default=i},
    a4:function(t,e,n){"use strict";function i(t,e){return{exports:t,options:e}}n.d(e,"a",(function(){return i}))},
    a5:function(t,e,n){__definePage("pages/post/post",(function(){return Vue.extend(n("a1").default)}))}
  },[["a5"]]]);`;
}

/** A compiled uni-app of Vue 3 for release: no paths are left, and the scope of styles wraps what `setup` gives. */
export const VUE_3_RELEASE = {
  'manifest.json': UNI_APP['manifest.json'],
  'app-config-service.js':
    ';(function(){const __uniConfig={"pages":[],"appname":"网格通"};const __uniRoutes=[{"path":"pages/tell/tell","meta":{"isQuit":true,"navigationBar":{"titleText":"意见反馈"}}}].map(r=>r);})();',
  'app-service.js': `!function(e){"use strict";const n=(e,t)=>{const n=e.__vccOpts||e;for(const[o,a]of t)n[o]=a;return n},
    co={__name:"tell",setup(t){const o=e.ref();async function h(){if(!o.value)return void uni.showToast({title:"请输入反馈内容"});await uni.request({url:"https://grid.example.gov.cn/api/feedback",method:"POST",data:{content:o.value}}),uni.showToast({title:"反馈成功"})}
      return(t,n)=>(e.openBlock(),e.createElementBlock("view",null,[e.createElementVNode("button",{onClick:h},"提交")]))}},
    uo=n(co,[["__scopeId","data-v-1"]]);__definePage("pages/tell/tell",uo)}(Vue);`,
};
