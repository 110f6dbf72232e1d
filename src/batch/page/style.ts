/** Contrast of every text is at least 4.5 : 1 on its background. */
export const STYLE = `
:root{color-scheme:light;font:15px/1.5 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif;color:#1c2430;background:#fff}
body{margin:0 auto;max-width:1600px;padding:16px 20px 40px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:24px 0 8px}header p,#count{color:#4a5565;margin:0 0 8px}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{border-bottom:1px solid #d5dbe4;padding:6px 10px;text-align:left;vertical-align:top}
th{background:#eef2f7;white-space:nowrap}
td.n,th.n{text-align:right}
th button{all:unset;cursor:pointer;font-weight:600}
th button:focus-visible,a:focus-visible,select:focus-visible,input:focus-visible,nav button:focus-visible,.wide:focus-visible{outline:3px solid #1d5fbf;outline-offset:2px}
td small{color:#4a5565;word-break:break-all}
a{color:#174ea6}
#filters{display:flex;flex-wrap:wrap;gap:10px 16px;margin-bottom:8px}
#filters label{display:flex;flex-direction:column;font-size:13px;color:#38424f}
select,input{font:inherit;padding:5px 8px;border:1px solid #7a8594;border-radius:4px;min-width:130px;max-width:260px;background:#fff;color:inherit}
.v{display:inline-block;border-radius:3px;padding:0 6px;margin:0 4px 4px 0;white-space:nowrap;border:1px solid #b9c2ce;background:#fff}
.v.found{background:#b3261e;border-color:#b3261e;color:#fff}.v.suspected{background:#fff1d6;border-color:#8a5a00;color:#5f3d00}
.v.absent{background:#f3e8fb;border-color:#6a3d91;color:#4d2a6d}.v.undetermined{background:#e6eaf0;border-color:#5a6675;color:#2c3642}
nav{display:flex;gap:12px;align-items:center;margin-top:12px}
nav button{font:inherit;padding:5px 14px;border:1px solid #7a8594;border-radius:4px;background:#fff;color:inherit;cursor:pointer}
nav button[disabled]{color:#5f6977;cursor:default}
@media (max-width:600px){body{padding:12px}#filters label,select,input{width:100%;max-width:none;box-sizing:border-box}}
@media print{#filters,nav{display:none}}
`;
