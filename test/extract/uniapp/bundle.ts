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
