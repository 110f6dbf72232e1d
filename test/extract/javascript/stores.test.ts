import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer, openFiles } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';

/** Gates, choices of photos and requests with their screens, of what stands on one. */
function flows(files: Record<string, string>): string[] {
  const { facts } = extractFacts(openFiles('app', files), '0');
  return facts
    .flatMap((fact) => {
      if (fact.screens.length === 0) return [];
      const where = `@ ${fact.screens.join(' ')}${fact.linked ? ' linked' : ''}`;
      if (fact.kind === 'gate') return [`gate ${fact.subject} ${where}`];
      if (fact.kind === 'api' && fact.family === 'media-pick') return [`${fact.name} ${where}`];
      return fact.kind === 'request' ? [`${fact.method ?? '?'} ${fact.path} ${where}`] : [];
    })
    .sort();
}

const SENT = 'POST /api/patrol @ pages/a/a linked';
const GATE = 'gate photo @ pages/a/a linked';
const SAVE = `uni.request({ url: '/api/patrol', method: 'POST' })`;
const VAGUE = `uni.showToast({ title: '请上传' })`;

/** A uni-app project with a page that only shows, and one whose `finish` is tapped. */
const vue = (script: string, files: Record<string, string>, template = '<button @click="finish">完成</button>') => ({
  'manifest.json': '{"appid":"__UNI__1"}',
  'pages.json': '{"pages":[{"path":"pages/a/a"},{"path":"pages/b/b"}]}',
  'main.js': `import Vue from 'vue'; import store from './store'; new Vue({ store })`,
  'pages/a/a.vue': `<template>${template}</template>${script}`,
  'pages/b/b.vue': '<template><view>别的</view></template><script>export default {}</script>',
  ...files,
});

describe('Vuex', () => {
  const files = {
    'store/index.js': `import Vuex from 'vuex'; import patrol from './modules/patrol'; import user from './modules/user'; export default new Vuex.Store({ modules: { patrol, user } })`,
    'store/modules/user.js': `export default { namespaced: true, state: { name: '' }, actions: { go() { return uni.request({ url: '/api/user' }) } } }`,
    'store/modules/patrol.js': `const state = { list: [] }; const getters = { complete: (s) => s.list.length > 0 && s.photos.length > 0 };
      const mutations = { ADD(state, list) { state.list = list } };
      const actions = { go({ state }, d) { return ${SAVE} }, async goChecked({ state, dispatch }) { if (!state.photos.length) { ${VAGUE}; return } await dispatch('go') },
        pick({ commit }) { uni.chooseImage({ success: (r) => commit('ADD', r.tempFilePaths) }) } };
      export default { namespaced: true, state, getters, mutations, actions }`,
  };
  const test = `if (!this.list.length) return ${VAGUE};`;
  it.each([
    [
      'dispatch',
      `methods: { finish() { if (!this.$store.state.patrol.list.length) return ${VAGUE}; this.$store.dispatch('patrol/go') } }`,
    ],
    [
      'mapActions',
      `computed: { ...mapState('patrol', ['list']) }, methods: { ...mapActions('patrol', ['go']), finish() { ${test} this.go() } }`,
    ],
    [
      'paths',
      `computed: mapState({ list: (s) => s.patrol.list }), methods: { ...mapActions(['patrol/go']), finish() { ${test} this['patrol/go']() } }`,
    ],
    [
      'other names',
      `computed: { ...mapState('patrol', ['list']) }, methods: { ...mapActions({ run: 'patrol/go' }), finish() { ${test} this.run() } }`,
    ],
    [
      'helpers',
      `computed: { ...mapState('patrol', ['list']) }, methods: { ...helpers.mapActions(['go']), finish() { ${test} this.$store.dispatch({ type: 'patrol/go' }) } }`,
    ],
    [
      'a getter',
      `computed: { ...mapGetters('patrol', ['complete']) }, methods: { finish() { if (!this.complete) return ${VAGUE}; this.$store.dispatch('patrol/go') } }`,
    ],
    ['a test in the action', `methods: { ...mapActions('patrol', ['goChecked']), finish() { this.goChecked() } }`],
  ])('%s', (_, body) => {
    const script = `<script>import { mapActions, mapState, mapGetters } from 'vuex'; export default { ${body} }</script>`;
    expect(flows(vue(script, files))).toEqual([SENT, GATE].sort());
  });

  it('an action that only the template names', () => {
    const script = `<script>import { mapActions } from 'vuex'; export default { methods: mapActions('patrol', ['pick']) }</script>`;
    expect(flows(vue(script, files, '<button @click="pick">选择</button>'))).toEqual(['uni.chooseImage @ pages/a/a linked']);
  });

  it('but what a page does not ask of the store is not its own', () => {
    const script = `<script>export default { methods: { finish() { this.$store.dispatch('user/go') } } }</script>`;
    expect(flows(vue(script, files))).toEqual(['? /api/user @ pages/a/a linked']);
  });
});

describe('Pinia', () => {
  const setup = {
    'store/patrol.js': `export const usePatrol = defineStore('patrol', () => { const photos = ref([]); async function go() { await ${SAVE} } return { photos, go } })`,
  };
  const options = {
    'store/patrol.js': `export const usePatrol = defineStore('patrol', { state: () => ({ photos: [] }), actions: { async go() { await ${SAVE} } } })`,
  };
  const page = (script: string): string => `<script setup>import { usePatrol } from '@/store/patrol'; ${script}</script>`;
  const finish = (go: string): string => `function finish() { if (!p.photos.length) return ${VAGUE}; ${go} }`;
  it.each([
    ['setup store', page(`const p = usePatrol(); ${finish('p.go()')}`), setup],
    ['options store', page(`const p = usePatrol(); ${finish('p.go()')}`), options],
    ['taken apart', page(`const p = usePatrol(); const { go } = usePatrol(); ${finish('go()')}`), options],
    [
      'mapActions',
      `<script>import { usePatrol } from '@/store/patrol'; export default { methods: { ...mapActions(usePatrol, ['go']), finish() { if (!this.photos.length) return ${VAGUE}; this.go() } } }</script>`,
      options,
    ],
  ])('%s', (_, script, files) => expect(flows(vue(script, files))).toEqual([SENT, GATE].sort()));

  it('a function that gives back functions of its own', () => {
    const files = {
      'hooks/patrol.js': `export function usePatrol() { const photos = ref([]); const go = () => ${SAVE}; return { photos, go } }`,
    };
    expect(flows(vue(page(`const p = usePatrol(); ${finish('p.go()')}`).replace('@/store', '@/hooks'), files))).toEqual(
      [SENT, GATE].sort(),
    );
  });
});

describe('stores of React and of mini-programs', () => {
  const taro = (page: string, store: string, path = 'store/patrol.js'): Record<string, string> => ({
    'app.config.js': `export default { pages: ['pages/a/a', 'pages/b/b'] }`,
    'app.jsx': 'export default (p) => p.children',
    'pages/a/a.jsx': page,
    'pages/b/b.jsx': `export default () => <View>别的</View>`,
    [path]: store,
  });
  const send = `Taro.request({ url: '/api/patrol', method: 'POST' })`;
  const tell = `{ Taro.showToast({ title: '请上传' }); return }`;
  const button = 'return <Button onClick={finish}>完成</Button>';
  const component = (go: string, wrapped: string): string =>
    `import { go } from '../../store/patrol'; class A extends Component { finish = () => { if (!this.props.photos.length) ${tell}; ${go} }; render() { return <Button onClick={this.finish}>完成</Button> } } export default ${wrapped}(A)`;
  it.each([
    [
      'a thunk of Redux Toolkit',
      `import { go } from '../../store/patrol'; export default function A() { const dispatch = useDispatch(); const photos = useSelector((s) => s.photos); const finish = () => { if (!photos.length) ${tell}; dispatch(go(1)) }; ${button} }`,
      `export const go = createAsyncThunk('patrol/go', async (d) => ${send}); export default createSlice({ name: 'patrol', reducers: {} }).reducer`,
    ],
    [
      'a thunk',
      component('this.props.go()', 'connect((s) => s, { go })'),
      `export const go = (d) => async (dispatch) => { await ${send} }`,
    ],
    [
      'bound action creators',
      component('this.props.run()', 'connect((s) => s, (dispatch) => bindActionCreators({ run: go }, dispatch))'),
      `export const go = (d) => async (dispatch) => { await ${send} }`,
    ],
    [
      'an effect of dva',
      component(`this.props.dispatch({ type: 'patrol/go' })`, 'connect((s) => s)'),
      `export default { namespace: 'patrol', effects: { *go({ payload }, { call }) { yield call(post, payload) } } }; function post() { return ${send} }`,
    ],
    [
      'a saga',
      component(`this.props.dispatch({ type: 'PATROL_GO' })`, 'connect((s) => s)'),
      `function* run() { yield ${send} } export default function* () { yield takeLatest('PATROL_GO', run) }`,
    ],
    [
      'a class of MobX',
      `import patrol from '../../store/patrol'; export default observer(() => { const finish = () => { if (!patrol.photos.length) ${tell}; patrol.go() }; ${button} })`,
      `class Patrol { photos = []; async go() { await ${send} } } export default new Patrol()`,
    ],
    [
      'an observable of MobX',
      `import { patrol } from '../../store/patrol'; export default observer(() => { const finish = () => { if (!patrol.photos.length) ${tell}; patrol.go() }; ${button} })`,
      `export const patrol = observable({ photos: [], go() { return ${send} } })`,
    ],
    [
      'an injected store of MobX',
      `@inject('patrol') class A extends Component { finish = () => { const { patrol } = this.props; if (!patrol.photos.length) ${tell}; patrol.go() }; render() { return <Button onClick={this.finish}>完成</Button> } } export default A`,
      `class Patrol { photos = []; async go() { await ${send} } } export default new Patrol()`,
    ],
    [
      'zustand',
      `import { usePatrol } from '../../store/patrol'; export default () => { const { photos } = usePatrol(); const go = usePatrol((s) => s.go); const finish = () => { if (!photos.length) ${tell}; go() }; ${button} }`,
      `export const usePatrol = create((set) => ({ photos: [], go: async () => { await ${send} } }))`,
    ],
  ])('%s', (_, page, store) => expect(flows(taro(page, store))).toEqual([SENT, GATE].sort()));

  it.each([
    [
      'bound by a call',
      `Page({ onLoad() { createStoreBindings(this, { store, fields: ['photos'], actions: ['go'] }) }, finish() { if (!this.data.photos.length) { wx.showToast({ title: '请上传' }); return } this.go() } })`,
    ],
    [
      'bound by a behaviour',
      `Component({ storeBindings: { store, fields: ['photos'], actions: { run: 'go' } }, methods: { finish() { if (!this.data.photos.length) { wx.showToast({ title: '请上传' }); return } this.run() } } })`,
    ],
  ])('mobx-miniprogram: %s', (_, script) => {
    const files = {
      'app.json': '{"pages":["pages/a/a"]}',
      'app.js': 'App({})',
      'pages/a/a.wxml': '<button bindtap="finish">完成</button>',
      'pages/a/a.js': `import { store } from '../../store'; ${script}`,
      'store.js': `export const store = observable({ photos: [], go: action(function () { wx.request({ url: '/api/patrol', method: 'POST' }) }) })`,
    };
    expect(flows(files)).toEqual([SENT, GATE].sort());
  });
});

it('what is committed is known to the modules of a bundle that read the store, not to all in its file', () => {
  const view = (id: string) =>
    `v${id}:function(t,e,n){n.d(e,"b",(function(){return i}));var i=function(){var e=this,n=e._self._c;return n("view",{attrs:{_i:0},on:{click:e.finish}})},r=[]}`;
  const page = (id: string, list: string) =>
    `p${id}:function(t,e,n){n.r(e);var i=n("v${id}"),r=n("s${id}"),s=n("f"),c=Object(s["a"])(r["default"],i["b"]);e["default"]=c.exports},${view(id)},
     s${id}:function(t,e,n){e.default={methods:{finish:function(){if(!${list}.list.length)return void ${VAGUE};${SAVE}}}}},
     d${id}:function(t,e,n){__definePage("pages/${id}/${id}",(function(){return Vue.extend(n("p${id}").default)}))}`;
  const script = `(this["webpackJsonp"]=this["webpackJsonp"]||[]).push([["app-service"],{
    f:function(t,e,n){function i(t,e){return{exports:t,options:e}}n.d(e,"a",(function(){return i}))},
    st:function(t,e,n){e.default=new Vuex.Store({mutations:{ADD:function(state,list){state.list=list}},actions:{pick:function(c){uni.chooseImage({success:function(r){c.commit("ADD",r.tempFilePaths)}})}}})},
    ${page('a', 'this.$store.state')},${page('b', 'this')}},[["da"],["db"]]]);`;
  const files = {
    'manifest.json': '{"id":"__UNI__1","plus":{}}',
    'app-config-service.js':
      'var __uniConfig = {"pages":["pages/a/a","pages/b/b"]};var __uniRoutes = [{"path":"/pages/a/a"},{"path":"/pages/b/b"}];',
    'app-service.js': script,
  };
  const { facts } = extractFacts(
    openBuffer('app.wgt', buildZip(Object.entries(files).map(([name, data]) => ({ name, data })))),
    '0',
  );
  expect(facts.flatMap((fact) => (fact.kind === 'gate' ? [fact.subject] : []))).toEqual(['photo', 'file']);
});
