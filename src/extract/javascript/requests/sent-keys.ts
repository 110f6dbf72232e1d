import type { Node } from '@babel/types';
import { dottedName, keyName, keysOf, unwrap } from '../../../decode/javascript/names.js';
import type { Subject } from '../../../facts/types.js';
import { subjectOfName } from '../../subjects.js';
import type { Application } from '../application/application.js';
import { foldObject } from '../constants/fold.js';
import type { Unit } from '../module/model.js';
import { ownerOf } from '../module/units.js';
import { givenTo } from './given-keys.js';

/** Keys of an object that is sent, however deep, and what they say it is. */
export function collectKeys(app: Application, body: Node, unit: Unit, params: Set<string>, sends: Set<Subject>, depth = 0): void {
  if (depth > 3) return;
  const written = unwrap(writtenBody(body));
  for (const { key, value } of written.type === 'Identifier' ? givenTo(written.name, unit) : [])
    addKey(key, value, unit, params, sends);
  const object = foldObject(app, written, unit);
  if (!object) return;
  if (isAddress(keysOf(object.node)) && asksPlace(unit)) sends.add('location');
  for (const member of object.node.properties) {
    if (member.type === 'SpreadElement') {
      collectKeys(app, member.argument, object.unit, params, sends, depth + 1);
      continue;
    }
    const key = keyName(member);
    if (!key) continue;
    addKey(key, member.type === 'ObjectProperty' ? member.value : undefined, object.unit, params, sends);
    if (member.type === 'ObjectProperty' && unwrap(member.value).type === 'ObjectExpression')
      collectKeys(app, member.value, object.unit, params, sends, depth + 1);
  }
}

const PARTS_OF_ADDRESS = new Set([
  'address',
  'nation',
  'country',
  'province',
  'city',
  'district',
  'county',
  'street',
  'township',
  'town',
]);

/** A delivery's address, typed in, has the same keys: the file must ask where the phone is. */
const ASKS_PLACE =
  /(^|\.)(getLocation|chooseLocation|getCurrentPosition|watchPosition|reverseGeocoder|getRegeo|getAddress|regeocoding)$/;

function asksPlace({ module }: Unit): boolean {
  return module.calls.some(({ callee }) => ASKS_PLACE.test(callee));
}

/** Where someone stands, told in words as a geocoder does: `{ address, city, district }`. */
function isAddress(keys: string[]): boolean {
  return keys.filter((key) => PARTS_OF_ADDRESS.has(key.toLowerCase())).length >= 3;
}

function addKey(key: string, value: Node | undefined, unit: Unit, params: Set<string>, sends: Set<Subject>): void {
  if (params.size > 60) return;
  params.add(key);
  const named = subjectOfName(key) ?? (value && subjectOfValue(value));
  const subject = (value && placesIn(value, unit)) ?? named;
  if (subject) sends.add(subject);
}

/** `JSON.stringify({…})` and `qs.stringify({…})` send what they are given. */
export function writtenBody(body: Node): Node {
  if (body.type !== 'CallExpression' || body.callee.type === 'V8IntrinsicIdentifier') return body;
  const [first] = body.arguments;
  return first && /(^|\.)stringify$/.test(dottedName(body.callee) ?? '') ? (first as Node) : body;
}

/** A list that the module fills with objects of latitude and longitude is a track, whatever it is called; one such object a place. */
export function placesIn(node: Node, unit: Unit): Subject | undefined {
  const name = dottedName(writtenBody(node))?.split('.').at(-1);
  const given = name === undefined ? [] : (unit.module.members.get(name) ?? []);
  if (!given.some(isPlace)) return undefined;
  const declared = ownerOf(name!, unit)?.locals.get(name!) ?? [];
  return [...given, ...declared].some(isList) ? 'track' : 'location';
}

function isPlace(value: Node): boolean {
  if (value.type !== 'ObjectExpression') return false;
  const keys = keysOf(value);
  return keys.some((key) => /^(lat|latitude)$/i.test(key)) && keys.some((key) => /^(lng|lon|long|longitude)$/i.test(key));
}

/** `[]`, `saved || []`, `Array()`: what places are pushed to. */
function isList(value: Node): boolean {
  const inner = unwrap(value);
  if (inner.type === 'LogicalExpression') return isList(inner.right);
  return inner.type === 'ArrayExpression' || (inner.type === 'CallExpression' && dottedName(inner.callee as Node) === 'Array');
}

export function subjectOfValue(node: Node): Subject | undefined {
  const name = dottedName(node);
  return name ? subjectOfName(name.split('.').at(-1)!) : undefined;
}
