import { AppError } from '../../../../domain/api/result.ts'
import { ID_DOCUMENT_TYPE } from '../../../../domain/code/id-document-type.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { childAutism, type StoredChildAutism } from '../../../../domain/modules/child/autism.record.ts'
import { childScale, type StoredChildScale } from '../../../../domain/modules/child/scale.record.ts'
import { screeningOfVisit } from '../../../../domain/modules/child/visit-screening.ts'
import { childVisit } from '../../../../domain/modules/child/visit.record.ts'
import { firstReferralValues, type ReferredChild, rescreenReferralValues } from '../../../../domain/print/autism-referral-values.ts'
import { SEX_ON_PAPER } from '../../../../domain/print/certificate-values.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import { formatGestation } from '../../../../domain/rule/gestation.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import { nameOnPaper } from '../../../../domain/rule/name-on-paper.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { type Composed, composeDocument, type ComposeOptions, type PageContent } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { readLayout } from '../../print/layouts.ts'
import { getRow } from '../../record/store.ts'
import { addressText } from '../../region.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { stepsOf } from './autism-course.ts'
import { type ChildOfFile, childOf } from './head.ts'

type What = 'first' | 'rescreen'
type Paper = { number: string | null; composed: Composed; silent: boolean }

function referredChild(context: ReadContext, of: ChildOfFile, on: Day): ReferredChild {
  const { file, child, mother, father } = of
  const parent = mother ?? father
  // Paper says what its reader may see: the whole number takes the same right as on the screen.
  const maySee = context.user.permissions.has('person.reveal')
  const idNumber = child.idNumber && !maySee ? maskIdNumber(child.idNumber) : child.idNumber ?? ''
  const phone = file.contactPhone ?? mother?.phone ?? father?.phone ?? ''
  return {
    name: nameOnPaper(of.child, of.mother?.name), sex: SEX_ON_PAPER[child.sex], birthDay: child.birthDay ?? '', age: child.birthDay ? ageText(child.birthDay, on) : '',
    // A document that is no ID card is named, or its number would be read as one.
    idNumber: child.idNumber && child.idType && child.idType !== '01' && ID_DOCUMENT_TYPE.isCode(child.idType) ? `${ID_DOCUMENT_TYPE.label(child.idType)} ${idNumber}` : idNumber,
    fileNumber: file.number ?? '', guardian: file.guardianName ?? [mother?.name, father?.name].filter(Boolean).join('、'), phone: phone && !maySee ? maskPhone(phone) : phone,
    address: addressText(context.ports.folders.resources, child.homeRegion ?? parent?.homeRegion ?? null, child.homeAddress ?? parent?.homeAddress ?? null),
    gestation: file.gestationDays === null ? '' : formatGestation(file.gestationDays), birthWeight: file.birthWeightG === null ? '' : `${file.birthWeightG} 克`,
  }
}

const missing = (path: string): AppError => new AppError('invalid', [block(path, message('childAutism.noReferral', '请先登记转诊日期和转往机构,再打印转诊单'))])

async function pagesOf(context: ReadContext, what: What, course: StoredChildAutism): Promise<PageContent[]> {
  const { db, ports: { folders } } = context
  const of = await childOf(db, course.fileId)
  const steps = await stepsOf(db, course.id)
  const institutions = { from: (await context.setting('institution')).name }
  if (what === 'first') {
    if (!course.firstReferralDay) throw missing('firstReferralDay')
    const first = steps.find(step => step.kind === 'firstScreening') ?? null
    const screening = first?.visitId ? screeningOfVisit(await getRow(db, childVisit, first.visitId)) : null
    const layout = readLayout(folders.resources, 'autismFirstReferral')
    return firstReferralValues(course, first, screening, referredChild(context, of, course.firstReferralDay), institutions).map(values => ({ layout, values }))
  }
  if (!course.diagnosisReferralDay) throw missing('diagnosisReferralDay')
  const rescreening = steps.findLast(step => step.kind === 'rescreening' && step.rescreeningResult === 'abnormal') ?? null
  const scale = async (id: string | null | undefined): Promise<StoredChildScale | null> => id ? getRow(db, childScale, id) : null
  const scales = { development: await scale(rescreening?.developmentId), mchat: await scale(rescreening?.mchatId), abc: await scale(rescreening?.abcId) }
  return [{ layout: readLayout(folders.resources, 'autismRescreenReferral'), values: rescreenReferralValues(course, rescreening, scales, referredChild(context, of, course.diagnosisReferralDay), institutions) }]
}

/** 初筛转诊单 (two copies) or 复筛转诊单. A printer's own offset is used when that printer is named. */
async function autismPaper(context: ReadContext, what: What, id: string, mode: ComposeOptions['mode'], printerName: string | null): Promise<Paper> {
  const course = await getRow(context.db, childAutism, id)
  if (course.voidedAt !== null) throw new AppError('not-found', undefined, { record: childAutism.id, id })
  const pages = await pagesOf(context, what, course)
  const profile = printerName === null ? undefined : (await context.setting('printing')).profiles.find(entry => entry.printerName === printerName && entry.form === pages[0]!.layout.form)
  return { number: what === 'first' ? course.firstReferralNumber : course.diagnosisReferralNumber, composed: composeDocument(pages, { fonts: openPrintFonts(context.ports.folders.fonts), mode, ...(profile ? { offset: profile } : {}) }), silent: profile?.silent ?? true }
}

export const autismPaperHandlers = {
  'child.autism.preview': async ({ what, id }, context) => {
    context.touched('child.autism', id)
    const { composed } = await autismPaper(context, what, id, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'child.autism.pdf': async ({ what, id }, context) => {
    const { number, composed } = await autismPaper(context, what, id, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched('child.autism', id) })
    return { fileName: `${number ?? id}.pdf`, base64: Buffer.from(bytes).toString('base64') }
  },
  'child.autism.print': async ({ what, id, printerName }, context) => {
    const { composed, silent } = await autismPaper(context, what, id, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: 210, pageHeightMm: 297 })
    await context.separately(async writing => { writing.touched('child.autism', id); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>
