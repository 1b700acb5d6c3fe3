import { z } from 'zod'
import { EYE_PHOTO_KIND } from '../code/eye-check.ts'
import { act, Id, read, Saved, write } from './define-api.ts'

/** Most Base64 letters of a photo: three megabytes of it. */
const MOST_LETTERS = 4_100_000

export const eyePhotoApi = {
  /** Keeps a photo with a visit: the one given, else the one chosen in a dialog; null when the dialog was closed. */
  'eye.photo.add': act({ need: 'eye.write', input: z.strictObject({ visitId: Id, kind: z.enum(EYE_PHOTO_KIND.values), file: z.strictObject({ name: z.string().min(1).max(200), base64: z.base64().max(MOST_LETTERS) }).optional() }), output: z.strictObject({ id: z.string() }).nullable() }),
  /** The photo itself. */
  'eye.photo.image': read({ need: 'eye.read', audited: true, input: z.strictObject({ id: Id }), output: z.strictObject({ mime: z.string(), base64: z.string() }) }),
  'eye.photo.void': write({ need: 'eye.write', input: z.strictObject({ id: Id, rev: z.int().min(0), reason: z.string().trim().min(2).max(200) }), output: Saved }),
} as const
