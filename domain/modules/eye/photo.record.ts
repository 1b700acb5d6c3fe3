import { EYE_PHOTO_KIND } from '../../code/eye-check.ts'
import { code, ref, text } from '../../field/build.ts'
import { defineRecord, type StoredRow } from '../../record/define.ts'
import { KEY } from './parts.ts'

/** No package takes pictures. */
const HOUSE = { none: '照片只留在本机构' } as const

/** A photo of a visit (红光反射, fundus, the outer eye); its bytes are kept as they came in a table beside it (`eye_photo_original`), so that a list or history never carries a megabyte. */
export const eyePhoto = defineRecord({
  id: 'eye.photo', version: 1, table: 'eye_photo', title: '眼部照片', read: 'eye.read', write: 'eye.write', auditOpening: true,
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    visitId: ref({ label: '检查记录', to: 'eye.visit', required: true, out: KEY }),
    kind: code({ label: '照片内容', codes: EYE_PHOTO_KIND, required: true, list: true, pii: 'health', out: HOUSE }),
    fileName: text({ label: '文件名', maxLength: 200, required: true, list: true, pii: 'health', out: HOUSE }),
    hash: text({ label: '文件指纹(SHA-256)', maxLength: 64, required: true, out: HOUSE }),
  },
  sections: [{ title: '眼部照片', fields: ['fileId', 'visitId', 'kind', 'fileName', 'hash'] }],
})
export type StoredEyePhoto = StoredRow<typeof eyePhoto>
