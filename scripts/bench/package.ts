import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../domain/modules/birth/newborn.record.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { certificate } from '../../domain/modules/certificate/certificate.record.ts'
import { registration } from '../../domain/modules/certificate/registration.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import { referral } from '../../domain/modules/referral/referral.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { idNumberCheckDigit } from '../../domain/rule/id-number.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openConnection, openSqlite } from '../../electron/core/db/sqlite.ts'
import type { PackageTaskInput } from '../../electron/core/export/package-task.ts'
import { createSm2Key, exportPrivateKeyPem, exportPublicKeyPem } from '../../electron/core/export/seal/sm2-key.ts'
import { toColumns } from '../../electron/core/record/store.ts'
import { runTask } from '../../electron/core/run-task.ts'
import { testPorts } from '../../test/support/test-ports.ts'
import { type Bench, say } from './figure.ts'

const CERTIFICATES = 1_000
const REFERRALS = 2_000
const MONTH = '2026-02'
const ADDRESS = '湖南省衡阳市衡阳县西渡镇解放路 8 号'
const MEMORY_SAMPLE_MS = 10
const ROUNDS = 3
const MB = 1_048_576

type Filled = { definition: RecordDefinition; id: string; row: Record<string, unknown> }
const id = (kind: number, nth: number): string => `01900000-0000-7000-9${String(kind).padStart(3, '0')}-${String(nth).padStart(12, '0')}`
const two = (value: number): string => String(value).padStart(2, '0')

/** The nth birth with everything the certificate and the package ask of it. */
function birth(nth: number): Filled[] {
  const day = `${MONTH}-${two(1 + nth % 28)}`
  const seventeen = `430421${1980 + nth % 25}${two(1 + nth % 12)}${two(1 + Math.floor(nth / 12) % 28)}${String(Math.floor(nth / 336) * 2).padStart(3, '0')}`
  const mother = {
    name: `王${String.fromCodePoint(0x4e00 + nth % 2000)}芳`, sex: '2', birthDay: `${seventeen.slice(6, 10)}-${seventeen.slice(10, 12)}-${seventeen.slice(12, 14)}`, idType: '01', idNumber: seventeen + idNumberCheckDigit(seventeen),
    nationality: 'CHN', ethnicGroup: '01', phone: `139${10_000_000 + nth}`, homeRegion: '430421', homeAddress: '西渡镇解放路 8 号',
  }
  const babyName = `李思${String.fromCodePoint(0x4e00 + nth % 2000)}`
  const number = `Z43${String(nth + 1).padStart(7, '0')}`
  return [
    { definition: person, id: id(1, nth), row: mother },
    { definition: person, id: id(2, nth), row: { name: babyName, sex: '1', birthDay: day, nationality: 'CHN', noDocumentReason: 'newborn' } },
    { definition: pregnancy, id: id(3, nth), row: { womanId: id(1, nth), gravidity: 1, parity: 0, handbookNumber: `MZ${nth}` } },
    { definition: delivery, id: id(4, nth), row: { pregnancyId: id(3, nth), motherId: id(1, nth), admissionNumber: `ZY${nth}`, gestationDays: 275, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' } },
    { definition: newborn, id: id(5, nth), row: { deliveryId: id(4, nth), personId: id(2, nth), birthOrder: 1, outcome: '1', sex: '1', bornAt: `${day}T08:01`, weightG: 3250, lengthCm: 50, health: '1' } },
    { definition: registration, id: id(6, nth), row: {
      newbornId: id(5, nth), babyName, registerInChina: true, motherProvided: true, motherPersonId: id(1, nth), motherName: mother.name, motherBirthDay: mother.birthDay, motherNationality: 'CHN', motherEthnicGroup: '01', motherAddress: ADDRESS,
      motherIdType: '01', motherIdNumber: mother.idNumber, fatherProvided: true, fatherName: '李国强', fatherBirthDay: '1980-06-07', fatherNationality: 'CHN', fatherEthnicGroup: '01', fatherAddress: ADDRESS, fatherIdType: '01',
      fatherIdNumber: `43042119800607${String(nth).padStart(3, '0').slice(-3)}${idNumberCheckDigit(`43042119800607${String(nth).padStart(3, '0').slice(-3)}`)}`, maritalBirth: true, complete: true,
    } },
    { definition: certificate, id: id(7, nth), row: {
      registrationId: id(6, nth), newbornId: id(5, nth), number, issueType: '1', issueSerial: `QF2026${String(nth).padStart(6, '0')}`, issueDay: day, layoutVersion: 'birth-certificate.v0', printedValues: JSON.stringify({ babyName }), printCount: 1,
      printedBy: 'user', printedAt: `${day}T10:00`, sealedBy: 'user', sealedAt: `${day}T10:30`, collectorName: mother.name, collectorRelation: '1', collectorIdType: '01', collectorIdNumber: mother.idNumber,
    } },
  ]
}

/** The life of the nth blank up to the family's hands. */
function movesOf(nth: number) {
  const day = `${MONTH}-${two(1 + nth % 28)}`
  const states = ['inStock', 'drawn', 'held', 'held', 'printed', 'issued']
  return states.map((toState, index) => ({
    number: `Z43${String(nth + 1).padStart(7, '0')}`, seq: index + 1, fromState: states[index - 1] ?? null, toState, at: `${day}T0${index}:00:00.000Z`, byUser: 'user', secondPersonId: index < 2 ? 'user' : null,
    holderId: index === 0 ? null : 'user', certificateId: index < 2 ? null : id(7, nth), reasonCode: null, reason: null, evidence: null,
  }))
}

const slip = (nth: number): Filled => ({ definition: referral, id: id(8, nth), row: {
  personId: id(1, nth % CERTIFICATES), organizationId: id(9, 0), number: `ZZ202602${two(1 + nth % 28)}${String(nth).padStart(4, '0')}`, state: 'sent', critical: false, referredDay: `${MONTH}-${two(1 + nth % 28)}`,
  impression: '妊娠期高血压', reason: '产检发现血压升高,伴头晕、尿蛋白,需上级医院进一步检查和处理。', pastHistory: '无慢性高血压病史。', treatment: '卧床休息,口服拉贝洛尔。', doctorName: '陈医生', doctorPhone: '0734-6810000',
} })

async function fill(path: string, key: Uint8Array, ports: ReturnType<typeof testPorts>): Promise<void> {
  const database = openSqlite({ path, key })
  await migrate(database, ports.log, async () => {})
  const at = `${MONTH}-28T12:00:00.000Z`
  await database.write(async trx => {
    await trx.insertInto('userAccount').values({ id: 'user', loginName: 'user', displayName: '孙签发', passwordHash: '', mustChangePassword: 0, disabled: 0, failedLogins: 0, lockedUntil: null, rev: 1, createdAt: at, lastLoginAt: null }).execute()
    const put = async ({ definition, id: rowId, row }: Filled) => trx.insertInto(definition.table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'person').values({
      ...toColumns(definition, { ...emptyRow(definition), ...row } as never), id: rowId, rev: 1, defVersion: definition.version, createdAt: at, createdBy: 'user', updatedAt: at, updatedBy: 'user', voidedAt: null, voidReason: null,
    } as never).execute()
    await put({ definition: organization, id: id(9, 0), row: { name: '衡阳市第一人民医院', active: true } })
    for (let nth = 0; nth < CERTIFICATES; nth += 1) {
      await trx.insertInto('blank').values({ number: `Z43${String(nth + 1).padStart(7, '0')}`, batchId: 'batch', edition: '7', state: 'issued', holderId: 'user', certificateId: id(7, nth), printCount: 1, rev: 1, updatedAt: at }).execute()
      await trx.insertInto('blankEvent').values(movesOf(nth)).execute()
      for (const record of birth(nth)) await put(record)
    }
    for (let nth = 0; nth < REFERRALS; nth += 1) await put(slip(nth))
  })
  await database.close()
}

/** The same rows the shortest way: read, written as JSON lines, compressed. No checks, no digests, no signature, no encryption. */
function bare(path: string, key: Uint8Array, folder: string): number {
  const database = openConnection({ path, key, readOnly: true })
  const started = performance.now()
  let rows = 0
  for (const [name, sql] of Object.entries({
    certificate: 'SELECT * FROM certificate JOIN certificate_registration r ON r.id = registration_id JOIN newborn n ON n.id = r.newborn_id JOIN delivery d ON d.id = n.delivery_id',
    delivery: 'SELECT * FROM delivery JOIN person m ON m.id = mother_id JOIN pregnancy p ON p.id = pregnancy_id',
    newborn: 'SELECT * FROM newborn JOIN delivery d ON d.id = delivery_id JOIN person m ON m.id = d.mother_id',
    moves: 'SELECT * FROM blank_event',
    changes: "SELECT * FROM blank_event JOIN certificate c ON c.id = certificate_id WHERE to_state = 'issued'",
    referral: 'SELECT * FROM referral JOIN person p ON p.id = person_id JOIN organization o ON o.id = organization_id',
  })) {
    const found = database.prepare(sql).all()
    rows += found.length
    writeFileSync(join(folder, `${name}.jsonl.deflate`), deflateRawSync(found.map(row => JSON.stringify(row)).join('\n')))
  }
  const seconds = (performance.now() - started) / 1000
  database.close()
  return rows / seconds
}

export const packageMonth: Bench = async function* () {
  const ports = testPorts({ startAt: '2026-03-10T01:00:00Z' })
  mkdirSync(ports.folders.data, { recursive: true })
  const path = join(ports.folders.data, 'fuyou.db')
  const key = new Uint8Array(randomBytes(32))
  try {
    say(`一个月 one month: ${CERTIFICATES} certificates, ${REFERRALS} referrals …`)
    await fill(path, key, ports)
    const signing = createSm2Key(ports.randomBytes)
    const rates: number[] = []
    const bareRates: number[] = []
    let records = 0
    let peakBytes = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const folder = join(ports.folders.data, `package-${round}`)
      mkdirSync(folder)
      bareRates.push(bare(path, key, folder))
      const before = process.memoryUsage().rss
      const sampling = setInterval(() => { peakBytes = Math.max(peakBytes, process.memoryUsage().rss - before) }, MEMORY_SAMPLE_MS)
      const task: PackageTaskInput = {
        what: 'seal', rights: [], month: MONTH, today: '2026-03-10' as Day, institution: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421' }, resourcesFolder: ports.folders.resources,
        packageId: ports.newId(), seq: 1, previousId: null, cutoffAt: '2026-03-10T01:00:00.000Z', createdAtMs: ports.clock.nowMs(), practice: true, closedMonths: [], folder,
        signingPrivateKeyPem: exportPrivateKeyPem(signing), recipientPublicKeyPem: exportPublicKeyPem(createSm2Key(ports.randomBytes)), companions: [], program: ports.program,
      }
      const started = performance.now()
      const { sealed, failed } = await runTask(ports, 'package', { ...task, database: { path, keyBase64: Buffer.from(key).toString('base64') } })
      const seconds = (performance.now() - started) / 1000
      clearInterval(sampling)
      if (!sealed || failed || sealed.keptOut > 0 || !readdirSync(folder).some(name => name.endsWith('.zip.sm4'))) throw new Error(`sealing went wrong: ${JSON.stringify(failed ?? sealed?.findings.slice(0, 3))}`)
      records = sealed.records
      rates.push(records / seconds)
    }
    const value = Math.round(rates.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!)
    const baseline = Math.round(bareRates.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!)
    yield {
      name: 'package', value, unit: 'rows/s', baseline, ratio: Number((value / baseline).toPrecision(3)), n: records,
      note: `${CERTIFICATES} certificates with delivery, newborn, six moves of the blank and its issue, ${REFERRALS} referrals; worker thread from start to finish: plan, check, SM3, SM2, SM4, files synced; baseline: the same rows read, as JSON lines, deflated; median of ${ROUNDS}`,
    }
    yield { name: 'package-memory', value: Math.round(peakBytes / MB), unit: 'MB', n: records, note: `largest growth of the whole process while sealing, sampled every ${MEMORY_SAMPLE_MS} ms` }
  } finally {
    ports.remove()
  }
}
