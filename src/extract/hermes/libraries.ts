import type { SdkFact } from '../../facts/types.js';
import type { Program } from './program.js';

/** A library told by what one of its modules exports (all of a list), or by a text only it holds. */
interface Library {
  name: string;
  category: string;
  exports?: string[][];
  texts?: RegExp;
}

const LIBRARIES: Library[] = [
  { name: 'React Native', category: 'runtime', exports: [['AppRegistry', 'StyleSheet']] },
  {
    name: 'React',
    category: 'runtime',
    exports: [
      ['createElement', 'useState'],
      ['Component', 'createElement'],
      ['jsx', 'jsxs'],
    ],
  },
  {
    name: 'React Navigation',
    category: 'runtime',
    exports: [
      ['NavigationContainer'],
      ['createStackNavigator'],
      ['createNativeStackNavigator'],
      ['createBottomTabNavigator'],
      ['createMaterialTopTabNavigator'],
      ['createDrawerNavigator'],
      ['createSwitchNavigator'],
      ['createAppContainer'],
      ['createNavigatorFactory'],
    ],
  },
  { name: 'react-native-gesture-handler', category: 'ui', exports: [['PanGestureHandler', 'TapGestureHandler']] },
  { name: 'react-native-reanimated', category: 'ui', exports: [['useSharedValue', 'withTiming']] },
  { name: 'react-native-screens', category: 'ui', exports: [['enableScreens', 'ScreenContainer']] },
  { name: 'react-native-safe-area-context', category: 'ui', exports: [['SafeAreaProvider', 'useSafeAreaInsets']] },
  { name: 'react-native-vector-icons', category: 'ui', exports: [['createIconSet']] },
  { name: 'react-native-svg', category: 'ui', exports: [['Svg', 'Circle', 'Path']] },
  { name: 'react-native-image-picker', category: 'media', texts: /^(ImagePickerManager|RNImagePicker)$/ },
  { name: 'react-native-webview', category: 'web-view', texts: /^RNCWebView$/ },
  { name: 'AsyncStorage', category: 'storage', texts: /^(RNCAsyncStorage|RNC_AsyncSQLiteDBStorage)$/ },
  { name: 'axios', category: 'network', exports: [['AxiosError', 'isCancel']], texts: /^(\[Axios v|ERR_BAD_OPTION_VALUE$)/ },
  { name: 'Redux', category: 'state', exports: [['createStore', 'combineReducers']] },
  { name: 'React Redux', category: 'state', exports: [['connect', 'Provider']] },
  {
    name: 'MobX',
    category: 'state',
    exports: [
      ['observable', 'runInAction'],
      ['observer', 'inject'],
    ],
  },
  { name: 'lodash', category: 'utility', texts: /^__lodash_hash_undefined__$/ },
  { name: 'moment', category: 'utility', texts: /^moment\(\)\.(add|subtract)|^moment construction falls back/ },
  { name: 'i18next', category: 'utility', texts: /^i18next::/ },
  { name: 'Immutable', category: 'utility', texts: /^@@__IMMUTABLE_/ },
  { name: 'CryptoJS', category: 'utility', exports: [['AES', 'MD5', 'enc']] },
];

export interface Ownership {
  isOwn(unit: number): boolean;
  sdks: SdkFact[];
}

/**
 * Tells the app's code from libraries. A module that is known is a library's, and so is whatever it needs: libraries need no code
 * of the app. What stands before the modules is Metro's runtime. In a bundle without modules all is the app's.
 */
export function readOwnership(program: Program, path: string): Ownership {
  const foreign = new Set<number>();
  const sdks: SdkFact[] = [];
  const texts = textsByModule(program);
  const seen = new Set<string>();
  for (const [id, module] of program.modules) {
    const exported = program.resolve({ kind: 'module', id });
    const names = exported.kind === 'object' ? exported.members : new Map<string, unknown>();
    const library = LIBRARIES.find(
      (one) =>
        one.exports?.some((all) => all.every((name) => names.has(name))) || texts.get(id)?.some((text) => one.texts?.test(text)),
    );
    if (!library) continue;
    spread(program, id, foreign);
    if (seen.has(library.name)) continue;
    seen.add(library.name);
    const at = { path, offset: program.file.function(module.factory)?.start ?? 0 };
    sdks.push({
      kind: 'sdk',
      name: library.name,
      category: library.category,
      called: 'unknown',
      at,
      owner: 'third-party',
      screens: [],
    });
  }
  const isOwn = (unit: number): boolean => {
    const module = program.moduleOf(unit);
    return module === undefined ? program.modules.size === 0 : !foreign.has(module);
  };
  return { isOwn, sdks };
}

function textsByModule(program: Program): Map<number, string[]> {
  const out = new Map<number, string[]>();
  for (const [id, unit] of program.units) {
    const module = program.moduleOf(id);
    if (module === undefined) continue;
    const list = out.get(module) ?? [];
    out.set(module, list);
    for (const { text } of unit.texts) list.push(text);
  }
  return out;
}

function spread(program: Program, from: number, into: Set<number>): void {
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (into.has(id)) continue;
    into.add(id);
    waiting.push(...(program.modules.get(id)?.dependencies ?? []));
  }
}
