import { referralDataset } from '../../../../domain/export/datasets/index.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { organization } from '../../../../domain/modules/referral/organization.record.ts'
import { referral } from '../../../../domain/modules/referral/referral.record.ts'
import { shownRow } from '../../fetal-sex.ts'
import { pregnantSlips } from '../../registry/referrals.ts'
import { addressColumns, addressOf } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, rowsById, voidReasonOf } from './source.ts'
import { originsByDefinition, valuesByDefinition, whereItFits } from './values.ts'

const OUT = '1'
const RETURNED = '2'
const NORMAL = '1'
const CRITICAL = '3'
const fits = (column: string, text: string | null): string | null => whereItFits(referralDataset, column, text)

/** 转诊: from the moment it was sent; a slip still 待发 is nobody's business but ours. */
export const referralMap: DatasetMap = {
  dataset: referralDataset, record: referral.id, reportsUnknownVoids: false,
  origins: {
    ...originsByDefinition(referralDataset, referral), 'HDSD00.01.002': [person.id, 'name'], 'HDSD00.01.003': [person.id, 'sex'], 'HDSD00.01.004': [person.id, 'birthDay'], 'HDSD00.01.605': [person.id, 'phone'],
    ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`HDSD00.01.${599 + index}`, [person.id, index < 4 ? 'homeRegion' : 'homeAddress'] as const])),
    'HDSD00.01.282': [organization.id, 'name'], 'HDSD00.01.562': [organization.id, 'code'], 'ext.idType': [person.id, 'idType'], 'ext.idNo': [person.id, 'idNumber'], 'ext.historyOfIllness': [referral.id, 'reason'],
    'ext.impression': [referral.id, 'impression'], 'ext.treatment': [referral.id, 'treatment'], 'ext.feedbackDiagnosis': [referral.id, 'returnDiagnosis'], 'ext.feedbackFindings': [referral.id, 'returnExaminations'],
    'ext.feedbackAdvice': [referral.id, 'returnAdvice'], 'ext.refusalReason': [referral.id, 'stateReason'], 'ext.status': [referral.id, 'state'],
    'ext.arrivedAt': [referral.id, 'arrivedDay'], 'ext.returnedAt': [referral.id, 'returnedDay'], 'ext.urgency': [referral.id, 'critical'], 'ext.direction': [referral.id, 'returnedDay'],
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('referral').select('id').where('state', '!=', 'toSend').where(eb => eb.or([
      eb.and([eb('referredDay', '>=', period.first), eb('referredDay', '<=', period.last)]),
      lateEntry(referralDataset.id, 'referral.referred_day', 'referral.id', period),
    ])).execute()
    const changed = await changedSince(db, referralDataset.id, 'referral', [{ table: 'person', on: ['t0.person_id', 'id'] }, { table: 'organization', on: ['t0.organization_id', 'id'] }])
    return [...rows.map(row => row.id), ...changed]
  },
  async load(context, ids) {
    const { db, resourcesFolder, institution } = context
    const found = [...(await rowsById(db, referral, ids)).values()]
    const isOfPregnant = await pregnantSlips(db, found)
    const slips = found.map(slip => shownRow({ ...referral, unborn: isOfPregnant(slip) }, slip, 'other'))
    const patients = await rowsById(db, person, slips.map(slip => slip.personId))
    const receivers = await rowsById(db, organization, slips.map(slip => slip.organizationId))
    return slips.map(slip => {
      const patient = patients.get(slip.personId)!
      const receiver = receivers.get(slip.organizationId)!
      return {
        dataset: referralDataset, recordId: slip.id, bk: { orgCode: institution.code, referralNo: slip.number ?? '' }, eventDate: slip.referredDay,
        updatedAt: latest(slip.updatedAt, patient.updatedAt, receiver.updatedAt),
        voided: slip.voidedAt === null ? null : { reason: voidReasonOf(slip.voidReason), columns: {} },
        values: {
          ...valuesByDefinition(referralDataset, referral, slip),
          'HDSD00.01.002': patient.name, 'HDSD00.01.003': patient.sex, 'HDSD00.01.004': patient.birthDay, ...addressColumns('HDSD00.01.599', addressOf(resourcesFolder, patient.homeRegion, patient.homeAddress)),
          'HDSD00.01.605': patient.phone, 'HDSD00.01.282': receiver.name, 'HDSD00.01.562': fits('HDSD00.01.562', receiver.code), 'HDSD00.01.559': institution.name, 'HDSD00.01.560': fits('HDSD00.01.560', institution.code),
          // The draft's columns are short; the whole text always stands in the extension.
          'HDSD00.01.610': fits('HDSD00.01.610', slip.impression), 'HDSD00.01.565': fits('HDSD00.01.565', slip.treatment), 'HDSD00.01.533': fits('HDSD00.01.533', slip.returnAdvice),
          'ext.direction': slip.returnedDay === null ? OUT : RETURNED, 'ext.urgency': slip.critical ? CRITICAL : NORMAL, 'ext.status': slip.state, 'ext.idType': patient.idType, 'ext.idNo': patient.idNumber,
          'ext.historyOfIllness': slip.reason, 'ext.impression': slip.impression, 'ext.treatment': slip.treatment, 'ext.arrivedAt': wholeDay(slip.arrivedDay), 'ext.returnedAt': wholeDay(slip.returnedDay),
          'ext.feedbackDiagnosis': slip.returnDiagnosis, 'ext.feedbackFindings': slip.returnExaminations, 'ext.feedbackAdvice': slip.returnAdvice, 'ext.refusalReason': slip.stateReason,
        },
        ids: { [referral.id]: slip.id, [person.id]: patient.id, [organization.id]: receiver.id },
        facts: {
          state: slip.state, referredDay: slip.referredDay, arrivedDay: slip.arrivedDay, returnedDay: slip.returnedDay, birthDay: patient.birthDay, idNumber: patient.idType === '01' ? patient.idNumber : null, name: patient.name,
        },
      }
    })
  },
}

// A referral has days; the column wants a moment, and midnight says that the hour was not kept.
const wholeDay = (day: string | null): string | null => day === null ? null : `${day}T00:00`
