import type { Node } from '@babel/types';
import { dottedName, keyName, valueOfKey } from '../../../decode/javascript/names.js';
import type { Subject } from '../../../facts/types.js';
import { subjectOfName } from '../../subjects.js';
import type { Application } from '../application/application.js';
import type { Collection } from '../application/collections.js';
import { fold, foldObject } from '../constants/fold.js';
import type { Call, Unit } from '../module/model.js';
import type { RequestCall } from './requests.js';
import { collectKeys } from './sent-keys.js';

/** `wx.cloud.callFunction({ name: 'sign', data: { action: 'add' } })`. */
export function cloudCall(app: Application, call: Call): RequestCall | undefined {
  const object = call.node.arguments[0] && foldObject(app, call.node.arguments[0] as Node, call.unit);
  if (!object) return undefined;
  const nameNode = valueOfKey(object.node, 'name') ?? valueOfKey(object.node, 'path');
  const name = nameNode && fold(app, nameNode, object.unit);
  if (!name || name === '{}') return undefined;
  const params = new Set<string>();
  const sends = new Set<Subject>();
  const data = valueOfKey(object.node, 'data');
  if (data) collectKeys(app, data, object.unit, params, sends);
  const action = data && actionOf(app, data, object.unit);
  return {
    call,
    path: action ? `${name}/${action}` : name,
    params: [...params].sort(),
    via: 'cloud.callFunction',
    sends: [...sends].sort(),
  };
}

/** What a method of a cloud object is given is sent: objects by their keys, other values by their names. */
export function objectCall(app: Application, call: Call, { name, method }: { name: string; method: string }): RequestCall {
  const params = new Set<string>();
  const sends = new Set<Subject>();
  for (const arg of call.node.arguments as Node[]) {
    const given = dottedName(arg)?.split('.').at(-1);
    const subject = given ? subjectOfName(given) : undefined;
    if (given && /^[A-Za-z_$][\w$]*$/.test(given)) params.add(given);
    if (subject) sends.add(subject);
    collectKeys(app, arg, call.unit, params, sends);
  }
  return { call, path: `${name}/${method}`, params: [...params].sort(), via: 'uniCloud.importObject', sends: [...sends].sort() };
}

/** The operation a cloud function is told to do: `data: {action: 'checkin'}`, `{$url: 'sign/add'}`, `{route: …}`. */
function actionOf(app: Application, data: Node, unit: Unit): string | undefined {
  const object = foldObject(app, data, unit);
  for (const member of object?.node.properties ?? []) {
    if (
      member.type !== 'ObjectProperty' ||
      !/^(action|type|\$url|url|route|method|func|fun|cmd|operation|op|name)$/.test(keyName(member) ?? '')
    )
      continue;
    const text = fold(app, member.value, object!.unit);
    if (text && /^[\w/.-]{2,60}$/.test(text)) return text;
  }
  return undefined;
}

/** What is done to a collection of a cloud database, and what it is sorted by. */
export function databaseCall(app: Application, call: Call, collection: Collection, action: string): RequestCall | undefined {
  const name = fold(app, collection.name.node, collection.name.unit);
  if (!name || name === '{}') return undefined;
  const params = new Set<string>();
  const sends = new Set<Subject>();
  const arg = call.node.arguments[0] as Node | undefined;
  if (arg) collectKeys(app, arg, call.unit, params, sends);
  if (params.has('data')) params.delete('data');
  const sort = collection.sort?.map(({ node, unit }) => fold(app, node, unit) ?? '{}').join(':');
  if (sort) params.add(`sort:${sort}`);
  return { call, method: action, path: name, params: [...params].sort(), via: 'cloud.database', sends: [...sends].sort() };
}
