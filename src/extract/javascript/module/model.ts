import type { CallExpression, Function as FunctionNode, Node, Program } from '@babel/types';
import type { ModuleWrapper } from '../../../decode/javascript/bundle.js';
import type { Owner } from '../../../facts/types.js';

/** A piece of script with its place in the package: a file, a block of a single-file component, or a module inside a bundle. */
export interface ScriptSource {
  /** Name the module is required by: path below the app root, or the id inside its bundle. */
  id: string;
  /** `At.path` of the file it stands in. */
  path: string;
  /** The whole text of that file; offsets of nodes point into it. */
  text: string;
  owner: Owner;
  /** The script of the same file it is a part of: `common/vendor.js`, or the component that was compiled into it. */
  within?: string;
  /** What a bundler calls `module`, `exports` and `require` in it. */
  wrapper?: ModuleWrapper;
}

/** Where an imported local name comes from. */
export interface ImportBinding {
  specifier: string;
  /** `default`, `*` (namespace or whole `module.exports`) or the exported name. */
  imported: string;
}

/** A function of a module, or the module's top level. Units nest by position. */
export interface Unit {
  module: ScriptModule;
  name: string;
  node: FunctionNode | Program | Node;
  start: number;
  end: number;
  parent?: Unit;
  /** Parameter names, `''` for patterns. */
  params: string[];
  /** Initialisers and assigned values per local name. */
  locals: Map<string, Node[]>;
  /** What is set on objects by the name of a local: `form.photo = path`. */
  given?: Map<string, Given[]>;
  /** Method of an object or class (a page's handler, a component's method), as against a plain function or callback. */
  method: boolean;
}

/** A member that an object is given after it was made. */
export interface Given {
  key: string;
  value: Node;
}

export interface Call {
  /** `wx.request`, `this.submit`, `api.sign.save`; `?` stands for a part that is no name. */
  callee: string;
  /** `system.fetch`: the quick-app module a call goes to. Its own name then begins `callee`, whatever it was imported as. */
  system?: string;
  node: CallExpression;
  unit: Unit;
  ancestors: readonly Node[];
}

/** A node worth a second look, with what surrounds it. */
export interface Site<N extends Node = Node> {
  node: N;
  unit: Unit;
  /** The nearest ancestors, nearest last. */
  ancestors: readonly Node[];
}

export interface ScriptModule extends ScriptSource {
  root: Node;
  top: Unit;
  /** The function of another module this one stands in: its names can be used here. */
  outer?: Unit;
  /** Other scripts of the same web page: what one declares at its top level, all can use. */
  beside?: readonly ScriptModule[];
  /** Sorted by start; an outer unit comes before those inside it. */
  units: Unit[];
  calls: Call[];
  imports: Map<string, ImportBinding>;
  /** Exported name → value (function, object, identifier …); `default` also stands for the whole `module.exports`. */
  exports: Map<string, Node>;
  /** `export * from` specifiers and side-effect imports. */
  reexports: string[];
  /** Every specifier the module requires or imports. */
  specifiers: string[];
  unitsByName: Map<string, Unit[]>;
  /** String and template literals that hold Chinese, and calls that make a text. */
  literals: Site[];
  /** Outermost JSX elements. */
  jsx: Site[];
  /** `if` statements, conditional and logical expressions, cases of `switch`. */
  branches: Site[];
  /** Subtractions, and updates of counters (`x++`, `x += 1`, `x + 1`). */
  arithmetic: Site[];
  /** Literals that may be a page's path or a URL. */
  routes: { value: string; node: Node; unit: Unit }[];
  /** Values assigned to or declared as object members by key, module-wide: `data: {photos: []}`, `this.photos = x`, `setData({photos})`. */
  members: Map<string, Node[]>;
}
