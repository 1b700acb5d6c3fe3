import { childDeathDataset } from '../../../../domain/export/datasets/index.ts'
import { deathCard } from '../../../../domain/modules/child/death-card.record.ts'
import { childFile } from '../../../../domain/modules/child/file.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { dayOf } from '../../../../domain/time/day.ts'
import { addressOrigins } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { childrenOfFiles, homeOf } from './child-persons.ts'
import { type DatasetMap, latest, rowsById, voidReasonOf } from './source.ts'
import { originsByDefinition, valuesByDefinition } from './values.ts'

const dataset = childDeathDataset

/** 5岁以下儿童死亡报告: a submitted card is one row, in the month of its 填报日期: a death reported late is not lost. Drafts never go out. */
export const childDeathMap: DatasetMap = {
  dataset, record: deathCard.id, reportsUnknownVoids: false,
  origins: {
    ...originsByDefinition(dataset, deathCard), 'HDSB01.05.003': [person.id, 'name'], 'HDSB01.05.004': [person.id, 'sex'], ...addressOrigins('HDSB01.05.006'), 'HDSB01.05.012': [person.id, 'homeRegion'], 'HDSB01.05.014': [childFile.id, 'motherId'], 'HDSB01.05.015': [childFile.id, 'fatherId'],
    'ext.bornAt': [deathCard.id, 'bornAt'], 'ext.diedAt': [deathCard.id, 'diedAt'],
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('childDeathCard').select('id').where('state', '=', 'submitted')
      .where(eb => eb.or([eb.and([eb('reportDay', '>=', period.first), eb('reportDay', '<=', period.last)]), lateEntry(dataset.id, 'child_death_card.report_day', 'child_death_card.id', period)])).execute()
    const changed = await changedSince(db, dataset.id, 'child_death_card', [
      { table: 'child_file', on: ['t0.file_id', 'id'] }, { table: 'person', on: ['t1.child_id', 'id'] }, { table: 'person', on: ['t1.mother_id', 'id'] }, { table: 'person', on: ['t1.father_id', 'id'] },
    ])
    return [...rows.map(row => row.id), ...changed]
  },
  async load(context, ids) {
    const cards = await rowsById(context.db, deathCard, ids)
    const children = await childrenOfFiles(context.db, [...cards.values()].map(card => card.fileId))
    return [...cards.values()].map(card => {
      const child = children.get(card.fileId)!
      const { parts, county } = homeOf(context.resourcesFolder, child)
      return {
        dataset, recordId: card.id, bk: { orgCode: context.institution.code, cardNo: card.number ?? card.id }, eventDate: card.reportDay ?? dayOf(card.diedAt), updatedAt: latest(card.updatedAt, child.updatedAt),
        voided: card.voidedAt === null ? null : { reason: voidReasonOf(card.voidReason), columns: {} },
        values: {
          ...valuesByDefinition(dataset, deathCard, card), 'HDSB01.05.002': card.supplementary === true, 'HDSB01.05.003': child.child.name, 'HDSB01.05.004': child.child.sex,
          'HDSB01.05.006': parts.province, 'HDSB01.05.007': parts.city, 'HDSB01.05.008': parts.county, 'HDSB01.05.009': parts.village, 'HDSB01.05.010': parts.township, 'HDSB01.05.011': parts.door, 'HDSB01.05.012': county,
          'HDSB01.05.014': child.mother?.name, 'HDSB01.05.015': child.father?.name,
          'ext.bornAt': card.bornTimeUnknown ? null : card.bornAt, 'ext.diedAt': card.deathTimeUnknown ? null : card.diedAt,
        },
        ids: { [deathCard.id]: card.id, [childFile.id]: card.fileId, [person.id]: child.file.childId }, facts: {},
      }
    })
  },
}
