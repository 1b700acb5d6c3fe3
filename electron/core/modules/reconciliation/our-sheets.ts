import type { OurSheet } from '../../../../domain/modules/reconciliation/compare.rules.ts'
import type { ListState } from '../../../../domain/modules/reconciliation/equality.rules.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'

const STATE_OF_BLANK: Readonly<Record<string, ListState>> = {
  issued: 'valid', void: 'void', lostReported: 'lost', lostVoid: 'lost', exchanged: 'exchanged', transferred: 'elsewhere', returned: 'elsewhere',
}
/** After its end a number is handed in and destroyed; what ended it is what the province calls it by. */
const AFTER_ITS_END = ['toHandIn', 'handedIn', 'destroyed']

/** Every number of the hospital with what stood on its sheet, as it is compared. Reads in steps, so that a full register needs no more memory than its numbers. */
export async function ourSheets(db: ReadDb, institutionName: string): Promise<Map<string, OurSheet>> {
  const sheets = new Map<string, OurSheet>()
  const ends = new Map((await db.selectFrom('blankEvent').select(['number', 'toState']).where('toState', 'in', ['void', 'lostVoid', 'exchanged'])
    .where('number', 'in', eb => eb.selectFrom('blank').select('number').where('state', 'in', AFTER_ITS_END)).execute()).map(row => [row.number, row.toState]))
  const stateOf = (number: string, state: string): ListState => STATE_OF_BLANK[AFTER_ITS_END.includes(state) ? ends.get(number) ?? 'void' : state] ?? 'notIssued'
  for (const row of await db.selectFrom('blank').select(['number', 'state']).where('certificateId', 'is', null).execute())
    sheets.set(row.number, { number: row.number, state: stateOf(row.number, row.state), certificateId: null, newbornId: null, wasIssued: false, issueDay: null, values: {} })
  const rows = await db.selectFrom('certificate').innerJoin('blank', 'blank.number', 'certificate.number').innerJoin('newborn', 'newborn.id', 'certificate.newbornId')
    .innerJoin('certificateRegistration as register', 'register.id', 'certificate.registrationId').where('certificate.voidedAt', 'is', null)
    .select(['certificate.id', 'certificate.number', 'certificate.newbornId', 'certificate.issueDay', 'certificate.issueType', 'certificate.sealedAt', 'certificate.issuedBy', 'blank.state', 'newborn.sex', 'newborn.bornAt',
      'register.babyName', 'register.motherProvided', 'register.motherName', 'register.motherIdNumber', 'register.fatherProvided', 'register.fatherName', 'register.fatherIdNumber'])
    .execute()
  for (const row of rows) {
    sheets.set(row.number, {
      number: row.number, state: stateOf(row.number, row.state), certificateId: row.id, newbornId: row.newbornId, wasIssued: row.sealedAt !== null, issueDay: row.issueDay as Day,
      values: {
        babyName: row.babyName, sex: row.sex, bornAt: row.bornAt, motherName: row.motherProvided === 1 ? row.motherName : null, motherIdNumber: row.motherProvided === 1 ? row.motherIdNumber : null,
        fatherName: row.fatherProvided === 1 ? row.fatherName : null, fatherIdNumber: row.fatherProvided === 1 ? row.fatherIdNumber : null, issueDay: row.issueDay, issueType: row.issueType, institution: row.issuedBy ?? institutionName,
      },
    })
  }
  return sheets
}
