import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { message } from '../../../../domain/message/message.ts'
import { eyePhoto } from '../../../../domain/modules/eye/photo.record.ts'
import { eyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { fileIssue, givenFile, pictureType, sha256 } from '../../list-file/given-file.ts'
import { getRow, saveRow, voidRow } from '../../record/store.ts'

const MOST_BYTES = 3_000_000
const LONGEST_NAME = 200

async function addPhoto(context: ReadContext, { visitId, kind, file }: Input<'eye.photo.add'>): Promise<{ id: string } | null> {
  const visit = await getRow(context.db, eyeVisit, visitId)
  if (visit.voidedAt !== null) throw new AppError('not-found', undefined, { record: eyeVisit.id, id: visitId })
  const given = await givenFile(context, file, { title: '选择照片', extensions: ['jpg', 'jpeg', 'png'], mostBytes: MOST_BYTES, tooLarge: message('eyePhoto.tooLarge', '照片超过 {{megabytes}} MB,请在相机或电脑上缩小后再附', { megabytes: MOST_BYTES / 1_000_000 }) })
  if (given === null) return null
  if (pictureType(given.bytes) === null) throw fileIssue(message('eyePhoto.unknown', '这个文件不是 JPEG 或 PNG 照片,请另选文件'))
  return context.separately(async writing => {
    const fileName = [...given.name].slice(-LONGEST_NAME).join('')
    const { id } = await saveRow(writing, eyePhoto, { row: { fileId: visit.fileId, visitId, kind, fileName, hash: sha256(given.bytes) } })
    await writing.db.insertInto('eyePhotoOriginal').values({ photoId: id, original: given.bytes.toString('base64') }).execute()
    return { id }
  })
}

export const eyePhotoHandlers = {
  'eye.photo.add': (input, context) => addPhoto(context, input),
  'eye.photo.image': async ({ id }, context) => {
    const photo = await getRow(context.db, eyePhoto, id)
    context.touched('child.file', photo.fileId)
    const { original } = await context.db.selectFrom('eyePhotoOriginal').select('original').where('photoId', '=', id).executeTakeFirstOrThrow()
    const bytes = Buffer.from(original, 'base64')
    return { mime: pictureType(bytes)!, base64: original }
  },
  'eye.photo.void': (input, context) => voidRow(context, eyePhoto, input),
} satisfies Partial<Handlers>
