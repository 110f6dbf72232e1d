/**
 * Chinese texts of `flutter_localizations` (Material, Cupertino and Widgets, zh, zh_TW and zh_HK) by a 32-bit FNV-1a hash of
 * their UTF-16 units, in base 36. Every app that supports Chinese carries all of them: they say nothing about it.
 * Source: flutter/flutter packages/flutter_localizations/lib/src/l10n/{material,cupertino,widgets}_zh*.arb
 */
const HASHES = new Set(
  `
  6qwls p31fm xiozd 1bsrtp 1yey8w 2elv53 2ntzl8 2okl8n 358xhk 3619xr 367f3v 380azw 3bqhio 3hul6m 3oke68 3qibsn 3vh6e6
  3wwf3h 43kesy 4smv56 50jjt3 5cw10b 5wn7by 5xdtyv 61fkp5 65r7s4 6676xt 6a5c57 6abenf 6uw8j9 73sa3q 86fk92 8h9v5n
  9jfetg 9pi6di a52iqn abcr0s ax2k1y b0oq2l b1hyfa b725qx bpncc3 bzvt8v cb0kit cl067s ctxk40 cuzrwr d4zdlq dcul68
  deyzap di9yma dnfumi doykzo dq90nr dyy6on e74q6j e8ttp4 e8xsdm edzr17 ehfq21 eixe2l ene4bx ephpe7 eswzrk f2wlgj
  f4k8hz f8wdzy fcw75i fmrbx0 fmvsuh frgqj6 fuf74t fwvejg g0fanx g6v08f ggulxe gk08uy gqu7md gzakty i9rkxu iagiqw
  icro1e in3gfu j4ubc8 jc02ry jofcla jopr7f jtgmsb jxjigq jzf2jb kk7rxw ky3ybw lew323 m16448 m3nhzq meo6fh mtyn6e
  n9bhk3 nlfl01 nmy9pm nybckn o9tjcl omytgn otvyyv owmn3o p0z8rk phdo7m ppx8ew pw6jim pwsjm4 pzyacf q8qvj5 q9lvaq
  qlswjb qqsr69 qrnv9k r7xfzl ra4j99 rm9gzc rtiajn rz96hy s0lkxt shgnkj st5tkr ubat5z uix5s2 ursrs0 uwz26l v1sdgz
  v20ejf vbrz5y vcbbsh vdvo0d vlrkux vnfdp1 vvr6jw vvsjqw vyzyh8 w1ovl9 w5qs8v wfqdxu wjgt9v woo5an wppzmt xaw51x
  xbnj5z xjospq xpjaad xrdw21 xtoeep y7phtz ynn7hm yuhltr zc6ruq zjgm4h zyoomg 11fj8fc 11n0yvy 11piu4b 11pwpty 11zifta
  11zka1h 129i1i9 12jhn78 12qo56a 12t8fdz 12th8w7 12x9zgr 12zbdao 130sot2 133gul6 13dgga5 13egimg 142sh68 147ywnr
  14foilv 14s86i5 1589w37 15ct08m 15kw6n5 15ulztq 16mfmhy 16thaf6 16wdj5h 16wt7o6 17foejx 17ss97z 17ufhs0 1814war
  18ggzhy 19rj38u 19sxyjq 1a519g2 1a631cg 1anrtjz 1aoxkkc 1b86ndm 1bevl6f 1bgzd9n 1bngu8y 1bo91v4 1c3mapc 1cm49zm
  1d8cyqt 1ddz8nf 1dsv4qs 1dtxlnf 1ejl1mc 1fy6jnc 1g7o7ig 1gf254t 1gvp9xo 1h0uz2r 1h6oqbw 1h6qnlk 1h97fzq 1hf7sno
  1i73azn 1iq3rv1 1jdzvyd 1jo5bur 1k2ykw5 1kchl73 1kt741g 1l9lgxp 1lcbwy2 1lxptpp 1m7eusk 1m8kl4z 1mhzgbz 1mt9v4b
  1n4kmys 1njbfor 1nsupca 1o8i5qs 1ogss7n 1omwp8n 1p2ys54 1q969hr 1qc9wfh 1qrqsog 1quogag 1qx3y5m 1rd0d37 1rgl8i6
  1rjys23 1rxya6z 1s6wi5w 1sc8o9i 1smyhcl 1t2vi4h 1t55mh8 1u3sbm8 1uesd9a 1uf3nqi 1ufp6ap 1uklu1q 1v5srp0 1vbmuvc
  1vf6qug 1vfou3g 1viekb0 1w9qzc4 1wc933u 1whnw2o 1x1r757 1x3brlh 1xbipwq 1yb2sje 1yw313l 1yzbo4s
  `
    .trim()
    .split(/\s+/),
);

/** Names of months, days and eras, and patterns of dates, as the framework has them for each language. */
const DATES =
  /^[年月日时時分秒周週星期一二三四五六七八九十上下午公元西前后後季度第凌晨早中晚清傍半夜yMdEaHhmsQkKLcvz0-9./:,\-\s]+$/;

/** Whether a text is the framework's own. */
export function isFrameworkText(text: string): boolean {
  return HASHES.has(hashOf(text)) || DATES.test(text);
}

function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36);
}
