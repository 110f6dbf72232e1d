import { describe, expect, it } from 'vitest';
import { gatesOf } from './support.js';

const SEND = `wx.request({ url: '/report/add', method: 'POST', data: this.data })`;
const UPLOAD = `wx.uploadFile({ url: '/upload', filePath: this.data.photos[0], name: 'f' })`;

const page = (submit: string, members = ''): string =>
  `Page({ data: { photos: [] }, pick() { wx.chooseImage({ success: (r) => this.setData({ photos: r.tempFilePaths }) }) },
    ${submit}, ${members} })`;
const silent = (source: string): string[] => gatesOf(source).filter((gate) => gate.includes('(silent)'));

describe('a submit button that does nothing without a photo, and says nothing', () => {
  it.each([
    ['returns', `submit() { if (!this.data.photos.length) return; ${SEND} }`],
    [
      'returns before the upload',
      `onSubmit() { if (this.data.photos.length === 0) return false; wx.uploadFile({ success: () => ${SEND} }) }`,
    ],
    ['tidies up and returns', `submit() { if (!this.data.photos.length) { this.setData({ busy: false }); return } ${SEND} }`],
    [
      'wants the text, too',
      `async submit() { const { photos, text } = this.data; if (!photos.length || !text) return; await ${SEND} }`,
    ],
    ['sends only where there is one', `submit() { if (this.data.photos.length > 0) { ${SEND} } }`],
    ['minified', `submit() { this.data.photos.length && ${SEND} }`],
    ['by a flag', `submit() { const ready = this.data.photos.length > 0; if (!ready) return; ${SEND} }`],
  ])('%s', (_, submit) => expect(silent(page(submit))).toEqual([expect.stringMatching(/^photo empty \(silent\) → ./)]));

  it.each([
    [
      'a helper whose caller goes on',
      `submit() { this.submitPhotos(); ${SEND} }, submitPhotos() { if (!this.data.photos.length) return; ${UPLOAD}; ${SEND} }`,
    ],
    [
      'a helper that only uploads',
      `submit() { this.send() }, uploadPhotos() { if (!this.data.photos.length) return []; ${UPLOAD} }`,
    ],
    ['an upload, and on it goes', `submit() { if (this.data.photos.length > 0) { ${UPLOAD} } ${SEND} }`],
    ['nothing but an upload', `submit() { if (!this.data.photos.length) return; ${UPLOAD} }`],
    ['sent without them', `submit() { if (!this.data.photos.length) { ${SEND}; return } ${UPLOAD}; ${SEND} }`],
    ['sent before', `submit() { ${SEND}; if (!this.data.photos.length) return; wx.request({ url: '/photos' }) }`],
    [
      'what a picker brought',
      `submit() { wx.chooseImage({ success: (r) => { if (!r.tempFilePaths.length) return; ${SEND} } }) }`,
    ],
    ['what a caller hands over', `submit(photos) { if (!photos.length) return; ${SEND} }`],
    ['something else than submitting', `load() { if (!this.data.photos.length) return; ${SEND} }`],
    ['a portrait', `submit() { if (!this.data.avatarImage) return; ${SEND} }`],
    ['either will do', `submit() { if (!this.data.photos.length && !this.data.text) return; ${SEND} }`],
  ])('not %s', (_, submit) => expect(silent(page(submit))).toEqual([]));
});
