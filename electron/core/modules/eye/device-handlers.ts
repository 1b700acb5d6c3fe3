import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { EYE_DEVICE_STATE } from '../../../../domain/code/eye-device.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { deviceFile, deviceRow, type StoredDeviceRow } from '../../../../domain/modules/eye/device.record.ts'
import { lensOfRow } from '../../../../domain/modules/eye/examination.ts'
import { eyeField } from '../../../../domain/modules/eye/parts.ts'
import { eyeVisit, type EyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import type { EyeSide } from '../../../../domain/rule/eye/conclusion.ts'
import { DEVICE_MAPPING_IDS, DEVICE_MAPPINGS, type DeviceMapping, type DeviceMappingId } from '../../../../domain/rule/eye/device-mappings.ts'
import { maskIdNumber } from '../../../../domain/rule/mask.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { fromColumns, getRow, saveRow, valuesOf } from '../../record/store.ts'
import { childOf } from '../../registry/child-of-file.ts'
import { isNumberOf } from './device-match.ts'
import { readDevice } from './device-read.ts'
import { watchFolders } from './watched-folders.ts'

const perEye = <T>(of: (side: EyeSide) => T): { right: T; left: T } => ({ right: of('right'), left: of('left') })
const WHOLE_ID_NUMBER = /(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)/gu
const titleOf = (device: string): string => DEVICE_MAPPINGS[device as DeviceMappingId]?.title ?? device

async function listRows(context: ReadContext, { offset, limit, state, deviceFileId }: { offset: number; limit: number; state?: StoredDeviceRow['state'] | undefined; deviceFileId?: string | undefined }): Promise<Output<'eye.device.rows'>> {
  let query = context.db.selectFrom('eyeDeviceRow').innerJoin('eyeDeviceFile', 'eyeDeviceFile.id', 'eyeDeviceRow.deviceFileId').where('eyeDeviceRow.voidedAt', 'is', null)
  if (deviceFileId) query = query.where('eyeDeviceRow.deviceFileId', '=', deviceFileId)
  if (state || !deviceFileId) query = query.where('eyeDeviceRow.state', '=', state ?? 'waiting')
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const found = await query.leftJoin('childFile', 'childFile.id', 'eyeDeviceRow.fileId').leftJoin('person', 'person.id', 'childFile.childId').selectAll('eyeDeviceRow')
    .select(['eyeDeviceFile.fileName', 'eyeDeviceFile.device', 'childFile.number as fileNumber', 'person.name as childName', 'person.sex as childSex', 'person.birthDay as childBirthDay'])
    .orderBy('eyeDeviceRow.measuredDay', 'desc').orderBy('eyeDeviceRow.line').orderBy('eyeDeviceRow.id').offset(offset).limit(limit).execute()
  const maySee = context.user.permissions.has('person.reveal')
  return {
    total: Number(total),
    rows: found.map(({ fileName, device, fileNumber, childName, childSex, childBirthDay, ...columns }) => {
      const row = fromColumns(deviceRow, columns)
      // The instrument's number may be an identity number or its end, and stands in its line as well; a line that could not be read may hold one too.
      const ofRow = row.number !== null && /^\d{6,17}[\dXx]$/u.test(row.number) ? row.number : null
      const hidden = (text: string): string => maySee ? text : (ofRow ? text.replaceAll(ofRow, maskIdNumber(ofRow)) : text).replaceAll(WHOLE_ID_NUMBER, maskIdNumber)
      const hiddenOrNone = (text: string | null): string | null => text === null ? null : hidden(text)
      return {
        id: row.id, rev: row.rev, state: row.state, deviceFileId: row.deviceFileId, fileName, device: titleOf(device), line: row.line, raw: hidden(row.raw), faults: hiddenOrNone(row.faults), reason: row.reason, name: hiddenOrNone(row.name), number: hiddenOrNone(row.number), birthDay: row.birthDay, measuredDay: row.measuredDay,
        lens: perEye(side => lensOfRow(row, side)), vision: perEye(side => row[eyeField('vision', side)]), pupilDistanceMm: row.pupilDistanceMm,
        child: row.fileId === null ? null : { fileId: row.fileId, fileNumber, childName, sex: childSex ?? '0', birthDay: childBirthDay }, visitId: row.visitId,
      }
    }),
  }
}

async function listFiles({ db }: ReadContext, { offset, limit }: { offset: number; limit: number }): Promise<Output<'eye.device.files'>> {
  const { total } = await db.selectFrom('eyeDeviceFile').select(({ fn }) => fn.countAll<number>().as('total')).where('voidedAt', 'is', null).executeTakeFirstOrThrow()
  const files = await db.selectFrom('eyeDeviceFile').select(['id', 'fileName', 'device', 'encoding', 'readDay', 'lineCount']).where('voidedAt', 'is', null).orderBy('createdAt', 'desc').orderBy('id', 'desc').offset(offset).limit(limit).execute()
  const counts = files.length === 0 ? [] : await db.selectFrom('eyeDeviceRow').select(['deviceFileId', ({ fn }) => fn.countAll<number>().as('waiting')])
    .where('deviceFileId', 'in', files.map(file => file.id)).where('state', '=', 'waiting').where('voidedAt', 'is', null).groupBy('deviceFileId').execute()
  const waiting = new Map(counts.map(row => [row.deviceFileId, Number(row.waiting)]))
  return { total: Number(total), rows: files.map(file => ({ ...file, device: titleOf(file.device), waiting: waiting.get(file.id) ?? 0 })) }
}

/** What a result says of a visit: as much of the visit's row as was measured. */
function offeredRow(row: StoredDeviceRow, device: string): Partial<EyeVisit> {
  const lenses = perEye(side => lensOfRow(row, side))
  const hasLens = lenses.right !== null || lenses.left !== null
  const hasVision = row.visionRight !== null || row.visionLeft !== null
  const mapping = DEVICE_MAPPINGS[device as DeviceMappingId] as DeviceMapping | undefined
  const cylinder = (side: EyeSide): number | null => lenses[side]?.cylinderD || null
  return {
    ...row.measuredDay ? { visitDay: row.measuredDay } : {},
    ...hasLens ? {
      refractionMethod: mapping?.method ?? null, ...mapping?.pupil ? { pupilState: mapping.pupil } : {}, sphereDRight: lenses.right?.sphereD ?? null, cylinderDRight: cylinder('right'), axisDegreesRight: lenses.right?.axisDegrees ?? null,
      sphereDLeft: lenses.left?.sphereD ?? null, cylinderDLeft: cylinder('left'), axisDegreesLeft: lenses.left?.axisDegrees ?? null,
    } : {},
    ...hasVision ? { visionRight: row.visionRight, visionLeft: row.visionLeft } : {}, ...row.pupilDistanceMm === null ? {} : { pupilDistanceMm: row.pupilDistanceMm },
  }
}

/** What a result is changed to, along its states; one that a standing visit was made from stays with it. */
async function move(context: WriteContext, { id, rev }: { id: string; rev: number }, change: Partial<StoredDeviceRow> & Pick<StoredDeviceRow, 'state'>, reason?: string): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, deviceRow, id)
  const visit = old.visitId === null ? null : await getRow(context.db, eyeVisit, old.visitId)
  if (old.rev === rev && visit && visit.voidedAt === null) throw new AppError('invalid', [block('id', message('eyeDevice.usedAlready', '这条结果已用于一次检查,不能再改'))])
  if (old.rev === rev && !EYE_DEVICE_STATE.canMove(old.state, change.state)) throw new AppError('invalid', [block('id', message('eyeDevice.noSuchMove', '这条结果现在是“{{from}}”,不能改为“{{to}}”;请先把它对应到儿童', { from: EYE_DEVICE_STATE.label(old.state), to: EYE_DEVICE_STATE.label(change.state) }))])
  return saveRow(context, deviceRow, { id, rev, row: { ...valuesOf(deviceRow, old), ...change }, ...(reason === undefined ? {} : { reason }) })
}

export const eyeDeviceHandlers = {
  'eye.device.mappings': async () => DEVICE_MAPPING_IDS.map(id => { const { title, source, isDocumented, format } = DEVICE_MAPPINGS[id]; return { id, title, source, isDocumented, extensions: format === 'xml' ? ['xml'] : ['csv', 'txt'] } }),
  'eye.device.read': (input, context) => readDevice(context, input),
  'eye.device.watch': (_input, context) => watchFolders(context),
  'eye.device.rows': (input, context) => listRows(context, input as Parameters<typeof listRows>[1]),
  'eye.device.files': (input, context) => listFiles(context, input as Parameters<typeof listFiles>[1]),
  'eye.device.original': async ({ id }, context) => {
    const { fileName } = await getRow(context.db, deviceFile, id)
    context.touched(deviceFile.id, id)
    const { original } = await context.db.selectFrom('eyeDeviceOriginal').select('original').where('deviceFileId', '=', id).executeTakeFirstOrThrow()
    return { fileName, base64: original }
  },
  'eye.device.offered': async ({ fileId, visitDay }, context) => {
    context.touched('child.file', fileId)
    await childOf(context.db, fileId)
    const day = visitDay ?? context.today
    const found = await context.db.selectFrom('eyeDeviceRow').innerJoin('eyeDeviceFile', 'eyeDeviceFile.id', 'eyeDeviceRow.deviceFileId').selectAll('eyeDeviceRow').select('eyeDeviceFile.device')
      .where('eyeDeviceRow.fileId', '=', fileId).where('eyeDeviceRow.state', '=', 'matched').where('eyeDeviceRow.voidedAt', 'is', null)
      // A result without a day of its own is offered on every day, until somebody takes it or puts it aside.
      .where(eb => eb.or([eb('eyeDeviceRow.measuredDay', '=', day as never), eb('eyeDeviceRow.measuredDay', 'is', null)])).orderBy('eyeDeviceRow.createdAt').orderBy('eyeDeviceRow.line').execute()
    return found.map(({ device, ...columns }) => {
      const row = fromColumns(deviceRow, columns)
      return { id: row.id, rev: row.rev, device: titleOf(device), measuredDay: row.measuredDay, faults: row.faults, row: offeredRow(row, device) }
    })
  },
  'eye.device.assign': async ({ id, rev, fileId, reason }, context) => {
    const { file, child } = await childOf(context.db, fileId)
    const row = await getRow(context.db, deviceRow, id)
    const isHis = row.birthDay !== null && row.birthDay === child.birthDay && row.number !== null && isNumberOf(row.number, { fileNumber: file.number, idNumber: child.idNumber })
    if (!isHis && reason === undefined) throw new AppError('invalid', [block('reason', message('eyeDevice.whyAssign', '编号或出生日期与该儿童不符,请核对后写明对应的依据'))])
    if (row.measuredDay && child.birthDay && row.measuredDay < child.birthDay) throw new AppError('invalid', [block('fileId', message('eyeDevice.notBorn', '检查日期 {{day}} 早于该儿童的出生日期 {{birthDay}}', { day: row.measuredDay, birthDay: child.birthDay }))])
    return move(context, { id, rev }, { state: 'matched', fileId: file.id, visitId: null, reason: reason ?? null }, reason)
  },
  'eye.device.use': async ({ id, rev, visitId }, context) => {
    const { fileId } = await getRow(context.db, deviceRow, id)
    const visit = await getRow(context.db, eyeVisit, visitId)
    if (fileId !== null && (visit.voidedAt !== null || visit.fileId !== fileId)) throw new AppError('invalid', [block('visitId', message('eyeDevice.otherVisit', '这次检查不属于该结果对应的儿童,请重新选择'))])
    return move(context, { id, rev }, { state: 'used', visitId })
  },
  'eye.device.dismiss': ({ id, rev, reason }, context) => move(context, { id, rev }, { state: 'dismissed', fileId: null, visitId: null, reason }, reason),
} satisfies Partial<Handlers>
