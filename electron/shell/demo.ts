import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { app } from 'electron'
import type { Input, Name, Output } from '../../domain/api/api.ts'
import { PDF_PRINTER } from '../../domain/api/certificate-api.ts'
import type { CallError, Result } from '../../domain/api/result.ts'
import type { JobState } from '../../domain/api/system-api.ts'
import { formatChinese, type Message } from '../../domain/message/message.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { addDays, type Day, dayAt, epochOf, type Minute, monthRange } from '../../domain/time/day.ts'
import { createSm2Key, exportPublicKeyPem, PRACTICE_KEY_FILE, practiceKeyText } from '../core/export/seal/sm2-key.ts'
import type { Ports } from '../core/ports.ts'
import type { Host } from './core.ts'
import { ADMINISTRATOR, BLANKS, collector, deliveryInput, exchangeRow, FATHER, INSTITUTION, MIDWIFE, MISPRINT, MOTHER, PASSWORD, PEOPLE, RECEIVER, referralRow, registerRow, reissueRow, TWINS, type Who } from './demo-hospital.ts'
import { argumentOf } from './folders.ts'

const SUMMARY = 'summary.json'
const PACKAGE_FOLDER = 'package'
const DEFAULT_OUT = 'demo-output'
const WORKDAY = 20
const JOB_ASK_MS = 20

/** Something the person at the keyboard can mend: said plainly, without a reference number. */
class DemoStop extends Error {}

const say = (text: string): void => { process.stdout.write(`${text}\n`) }

/** A call that failed, as the screens would say it. */
function failureText(name: string, error: CallError): string {
  const sentences = (error.fields ?? []).map(issue => `${issue.path}:${formatChinese(issue.message as Message)}`)
  return `${name} → ${error.code}${error.ref ? ` ${error.ref}` : ''}${sentences.length ? `\n  ${sentences.join('\n  ')}` : ''}`
}

/** One person at one window; the demo speaks to the core only through this, with that person's rights. */
type Desk = { call<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> }
const deskOf = (host: Host, session: string): Desk => ({
  async call(name, input) {
    const answer = await host.call(name, input, session) as Result<never>
    if (!answer.ok) throw new DemoStop(failureText(name, answer.error))
    return answer.value
  },
})

type Plan = { out: string; month: string; workDay: Day; workAtMs: number; sealAtMs: number }

/** The month before this one unless told, the work on its 20th and the package on the first of the next; never in the future. */
function planOf(argv: readonly string[], nowMs: number): Plan {
  const today = dayAt(nowMs)
  const month = argumentOf(argv, 'month') ?? addDays(`${today.slice(0, 7)}-01` as Day, -1).slice(0, 7)
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new DemoStop('--month 应为 年-月,例如 2026-03')
  // The blanks of the demo are of the 7th edition; before it they could not be issued.
  if (month < '2023-05' || month > today.slice(0, 7)) throw new DemoStop('--month 应在 2023-05 与本月之间')
  const { last } = monthRange(month)
  const workAtMs = Math.min(epochOf(`${month}-${WORKDAY}T09:00` as Minute), nowMs)
  return { out: resolve(argumentOf(argv, 'out') ?? DEFAULT_OUT), month, workDay: dayAt(workAtMs), workAtMs, sealAtMs: Math.min(epochOf(`${addDays(last, 1)}T09:00` as Minute), nowMs) }
}

/** Empties what an earlier demo left in the folder; what it did not write itself is never touched. */
function prepareFolder(out: string): void {
  const summary = join(out, SUMMARY)
  const packages = join(out, PACKAGE_FOLDER)
  if (existsSync(summary) && (JSON.parse(readFileSync(summary, 'utf8')) as { demo?: boolean }).demo === true) {
    rmSync(packages, { recursive: true, force: true })
    rmSync(summary)
  } else if (existsSync(packages) && readdirSync(packages).length > 0) throw new DemoStop(`${packages} 中已有文件,请换一个输出目录`)
  mkdirSync(packages, { recursive: true })
}

async function finished(desk: Desk, jobId: string): Promise<JobState> {
  for (;;) {
    const job = await desk.call('job.get', { id: jobId })
    if (job.state === 'done') return job
    if (job.state === 'failed') throw new DemoStop(failureText(job.kind, (job.error ?? { code: 'internal' }) as CallError))
    await new Promise(done => { setTimeout(done, JOB_ASK_MS) })
  }
}

/** Runs the public script, which knows nothing of this program, and answers what it said. */
function verifyPackage(folder: string, signer: string, recipient: string): Promise<string[]> {
  const script = app.isPackaged ? join(process.resourcesPath, 'verify-package.sh') : join(app.getAppPath(), 'scripts', 'verify-package.sh')
  return new Promise((done, fail) => {
    execFile('bash', [script, folder, signer, recipient], { encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error) fail(new DemoStop(`verify-package.sh 未通过:\n${stdout}${stderr}`))
      else done(stdout.trim().split('\n'))
    })
  })
}

/** Runs the main job without a window and answers with the exit code. */
export async function runDemo(host: Host, ports: Ports, argv: readonly string[]): Promise<number> {
  try {
    await demonstrate(host, ports, planOf(argv, ports.clock.nowMs()))
    return 0
  } catch (error) {
    if (!(error instanceof DemoStop)) throw error
    process.stderr.write(`✗ ${error.message}\n`)
    return 1
  }
}

async function demonstrate(host: Host, ports: Ports, plan: Plan): Promise<void> {
  prepareFolder(plan.out)
  const timingsMs: Record<string, number> = {}
  const started = performance.now()
  const step = async <T>(name: string, title: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    const value = await work()
    timingsMs[name] = Math.round(performance.now() - from)
    say(`✓ ${title}`)
    return value
  }
  // The demo's hospital lives in the chosen month: its clock goes on from there at the pace of the real one.
  const setClock = (startMs: number): void => {
    const from = Date.now()
    ports.clock = { nowMs: () => startMs + Date.now() - from }
  }
  setClock(plan.workAtMs)
  say(`演示:${INSTITUTION.name},${plan.month}(演示时钟 ${plan.workDay})\n`)

  const admin = await step('create', '新建医院:加密数据库,恢复口令已生成', async () => {
    const desk = deskOf(host, 'demo-admin')
    await desk.call('system.create', { institutionName: INSTITUTION.name, admin: ADMINISTRATOR })
    await desk.call('auth.login', { loginName: ADMINISTRATOR.loginName, password: PASSWORD })
    return desk
  })
  const recipient = createSm2Key(ports.randomBytes)
  const desks = await step('people', `建立 ${Object.keys(PEOPLE).length} 个岗位账号、机构设置和省平台(演练)公钥`, () => openHouse(host, admin, exportPublicKeyPem(recipient)))
  const receiverId = (await admin.call('organization.save', { row: RECEIVER })).id

  await step('stock', `空白证件入库 ${BLANKS.firstNumber}–${BLANKS.lastNumber}(双人清点),签发窗口领用 20 张`, async () => {
    const { firstNumber, lastNumber, lastDrawn, receivedFrom } = BLANKS
    await desks.keeper.call('stock.receive', {
      edition: '7', firstNumber, lastNumber, receivedFrom, receivedDay: plan.workDay, secondCounter: { loginName: PEOPLE.secondKeeper.loginName, password: PASSWORD },
    })
    await desks.keeper.call('stock.draw', { firstNumber, lastNumber: lastDrawn, receiver: { loginName: PEOPLE.issuer.loginName, password: PASSWORD } })
  })

  const bornDay = [addDays(plan.workDay, -2), `${plan.month}-01` as Day].sort().at(-1)!
  const { motherId, fatherId, newbornIds } = await step('birth', `登记母亲${MOTHER.name}、父亲${FATHER.name}和双胎分娩(${bornDay})`, async () => {
    const mother = await desks.clerk.call('person.save', { row: MOTHER })
    const father = await desks.clerk.call('person.save', { row: FATHER })
    const birth = await desks.clerk.call('delivery.register', deliveryInput(mother.id, bornDay) as Input<'delivery.register'>)
    return { motherId: mother.id, fatherId: father.id, newbornIds: birth.newbornIds }
  })

  const certificates: (Issued & { babyName: string })[] = []
  for (const [index, { babyName }] of TWINS.entries()) {
    const suffix = index === 0 ? '' : `-${index + 1}`
    const issued = await step(`certificate${suffix}`, `首次签发:${babyName},登记 → 打印 → 盖章 → 发放`, () =>
      issue(desks, newbornIds[index]!, babyName, fatherId, plan, bytes => writeFileSync(join(plan.out, `certificate${suffix}.pdf`), bytes),
        bytes => writeFileSync(join(plan.out, `registration-form${suffix}.pdf`), bytes)))
    certificates.push({ ...issued, babyName })
  }
  const [first, second] = certificates
  if (!first || !second) throw new Error('the demo issues two certificates')
  const spoiled: string[] = []
  const exchanged = await step('exchange', `换发:${first.babyName} 的 ${first.number} 水浸损坏,申请 → 审核 → 收回旧证;新证卡纸一张作废,再印 → 盖章 → 发放`, () => replace(desks, first, 'exchange', exchangeRow(plan.workDay), {
    misprint: number => spoiled.push(number), keepForm: bytes => writeFileSync(join(plan.out, 'exchange-application.pdf'), bytes), keepSheet: bytes => writeFileSync(join(plan.out, 'certificate-exchanged.pdf'), bytes),
  }))
  const reissued = await step('reissue', `补发:${second.babyName} 的 ${second.number} 遗失,内容与原证一致,只交付正页`, () => replace(desks, second, 'reissue', reissueRow, {
    keepForm: bytes => writeFileSync(join(plan.out, 'reissue-register.pdf'), bytes), keepSheet: bytes => writeFileSync(join(plan.out, 'certificate-reissued.pdf'), bytes),
  }))
  const fates = await Promise.all([first.number, second.number, ...spoiled].map(async number => [number, (await desks.keeper.call('stock.history', { number })).at(-1)?.toState ?? ''] as const))

  const referralNumber = await step('referral', `双向转诊单:${MOTHER.name} → ${RECEIVER.name}`, async () => {
    const saved = await desks.doctor.call('referral.save', { row: referralRow(motherId, receiverId, plan.workDay) })
    await desks.doctor.call('referral.move', { id: saved.id, rev: saved.rev, to: 'sent' })
    const { base64 } = await desks.doctor.call('referral.pdf', { id: saved.id })
    writeFileSync(join(plan.out, 'referral.pdf'), Buffer.from(base64, 'base64'))
    return (await desks.doctor.call('referral.get', { id: saved.id })).number
  })

  setClock(plan.sealAtMs)
  const folder = join(plan.out, PACKAGE_FOLDER)
  const { checked, sealed } = await step('package', `月度数据包 ${plan.month}:核对、备份、签名、加密`, async () => {
    const reporter = deskOf(host, 'demo-reporter-sealing')
    await reporter.call('auth.login', { loginName: PEOPLE.reporter.loginName, password: PASSWORD })
    const check = await finished(reporter, (await reporter.call('package.check', { month: plan.month })).jobId)
    const job = await finished(reporter, (await reporter.call('package.seal', { month: plan.month, folder })).jobId)
    return { checked: check.result as { level: string }[], sealed: job.result as { baseName: string; records: number; errors: number; warnings: number; mode: string; seq: number; manifestSm3: string } }
  })
  // The province's part in this demo is played by a key pair of its own; a real province keeps its private key.
  const privateKeyFile = join(folder, `${sealed.baseName}.${PRACTICE_KEY_FILE}`)
  writeFileSync(privateKeyFile, practiceKeyText(recipient), { mode: 0o600 })
  const verified = await step('verify', '用 OpenSSL 独立验证:签名、解密、摘要、条数', () =>
    verifyPackage(folder, join(folder, `${sealed.baseName}.signer-public.pem`), privateKeyFile))
  const audit = await auditOf(host)

  const files = [...readdirSync(plan.out).filter(name => name.endsWith('.pdf')), ...readdirSync(folder).map(name => join(PACKAGE_FOLDER, name))].sort()
  const summary = {
    demo: true, month: plan.month, workDay: plan.workDay, bornDay, institution: INSTITUTION.name, certificates: certificates.map(({ number, babyName }) => ({ number, babyName })), replaced: { exchanged, reissued, spoiled, fates: Object.fromEntries(fates) }, referralNumber,
    files: files.map(path => ({ path, bytes: statSync(join(plan.out, path)).size })),
    counts: { persons: 2 + TWINS.length, newborns: newbornIds.length, certificates: certificates.length, exchanged: 1, reissued: 1, misprints: spoiled.length, referrals: 1, packageRecords: sealed.records, errors: sealed.errors, warnings: sealed.warnings, findings: checked.length, auditLines: audit.lines },
    package: { file: `${sealed.baseName}.zip.sm4`, mode: sealed.mode, seq: sealed.seq, manifestSm3: sealed.manifestSm3, recipientKeyId: recipient.keyId, verified: verified.at(-1) ?? '' },
    timingsMs: { ...timingsMs, total: Math.round(performance.now() - started) },
    versions: { program: ports.program.version, electron: process.versions.electron, chromium: process.versions.chrome, node: process.versions.node },
  }
  writeFileSync(join(plan.out, SUMMARY), `${JSON.stringify(summary, null, 2)}\n`)
  report(plan, files, verified, summary.counts)
}

/** Accounts with passwords of their own, the hospital's settings; answers everybody's window. */
async function openHouse(host: Host, admin: Desk, recipientPublicKeyPem: string): Promise<Record<Who, Desk>> {
  const save = async (key: 'institution' | 'package' | 'provinceRules', value: unknown) => admin.call('setting.save', { key, rev: (await admin.call('setting.get', { key })).rev, value })
  await save('institution', INSTITUTION)
  await save('package', { ...SETTINGS.package.initial, recipientPublicKeyPem, recipientName: '省平台(演练)' })
  // The demo's province leaves re-issues to the original issuer; where the county does them the application is forwarded.
  await save('provinceRules', { ...SETTINGS.provinceRules.initial, reissueAuthority: 'issuer' })
  await admin.call('staff.save', { row: MIDWIFE })
  const desks = await Promise.all(Object.entries(PEOPLE).map(async ([who, { loginName, displayName, roles }]) => {
    const first = `First-${PASSWORD}`
    await admin.call('user.save', { loginName, displayName, roles: [...roles], disabled: false, password: first })
    const desk = deskOf(host, `demo-${who}`)
    await desk.call('auth.login', { loginName, password: first })
    await desk.call('auth.changePassword', { oldPassword: first, newPassword: PASSWORD })
    return [who, desk] as const
  }))
  return Object.fromEntries(desks) as Record<Who, Desk>
}

type Issued = { certificateId: string; number: string; registrationId: string }

/** One child's certificate from the register to the mother's hands. */
async function issue(desks: Record<Who, Desk>, newbornId: string, babyName: string, fatherId: string, plan: Plan, keepSheet: (bytes: Buffer) => void, keepForm: (bytes: Buffer) => void): Promise<Issued> {
  const { issuer } = desks
  const start = await issuer.call('certificate.prepare', { newbornId })
  const row = registerRow(start.row, babyName, fatherId, plan.workDay)
  const { materials } = await issuer.call('certificate.check', { newbornId, row, materials: [] })
  const registration = await issuer.call('certificate.register', { row, materials: materials.map(({ material }) => ({ material, present: true, note: null })) })
  const begun = await printed(issuer, registration.id, keepSheet)
  await answered(issuer, begun.certificateId, { result: 'ok' })
  await sealedAndHandedOver(desks, begun)
  const form = await issuer.call('certificate.pdf', { what: 'registrationForm', registrationId: registration.id })
  keepForm(Buffer.from(form.base64, 'base64'))
  return { ...begun, registrationId: registration.id }
}

const revOf = async (desk: Desk, certificateId: string): Promise<number> => (await desk.call('certificate.get', { id: certificateId })).rev

/** Takes the next number in hand and prints on it. */
async function printed(issuer: Desk, registrationId: string, keepSheet: (bytes: Buffer) => void): Promise<{ certificateId: string; number: string }> {
  const next = await issuer.call('certificate.nextNumber', null)
  const begun = await issuer.call('certificate.beginPrint', { registrationId, scannedNumber: next.number ?? '' })
  const sheet = await issuer.call('certificate.print', { certificateId: begun.certificateId, printerName: PDF_PRINTER })
  keepSheet(Buffer.from(sheet.pdfBase64 ?? '', 'base64'))
  return begun
}

const answered = async (issuer: Desk, certificateId: string, answer: Pick<Input<'certificate.answerPrint'>, 'result' | 'reason' | 'secondPerson'>): Promise<unknown> =>
  issuer.call('certificate.answerPrint', { certificateId, rev: await revOf(issuer, certificateId), ...answer })

async function sealedAndHandedOver({ issuer, sealer }: Record<Who, Desk>, { certificateId, number }: { certificateId: string; number: string }): Promise<void> {
  await sealer.call('certificate.seal', { certificateId, rev: await revOf(sealer, certificateId), scannedNumber: number, matches: true })
  await issuer.call('certificate.handOver', { certificateId, rev: await revOf(issuer, certificateId), ...collector } as Input<'certificate.handOver'>)
}

/** An exchange or a re-issue from the application to the mother's hands; answers the new number. `misprint` hears of a sheet spoiled on the way. */
async function replace(
  desks: Record<Who, Desk>, old: Issued, kind: 'exchange' | 'reissue', changes: Input<'replacement.check'>['row'],
  keep: { keepForm(bytes: Buffer): void; keepSheet(bytes: Buffer): void; misprint?(number: string): void },
): Promise<string> {
  const { issuer, reviewer } = desks
  const { certificateId } = old
  const start = await issuer.call('replacement.prepare', { certificateId, kind })
  const row = { ...start.row, ...changes }
  const { materials } = await issuer.call('replacement.check', { certificateId, kind, row, materials: [] })
  const { id, rev } = await issuer.call('replacement.save', { certificateId, kind, row, materials: materials.map(({ material }) => ({ material, present: true, note: null })), apply: true })
  await reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '材料齐全,情况属实' })
  const form = await issuer.call('replacement.pdf', { id, what: 'application' })
  keep.keepForm(Buffer.from(form.base64, 'base64'))
  if (keep.misprint) {
    const bad = await printed(issuer, old.registrationId, () => {})
    await answered(issuer, bad.certificateId, { result: 'inked', reason: MISPRINT, secondPerson: { loginName: PEOPLE.reviewer.loginName, password: PASSWORD } })
    keep.misprint(bad.number)
  }
  const begun = await printed(issuer, old.registrationId, keep.keepSheet)
  await answered(issuer, begun.certificateId, { result: 'ok' })
  await sealedAndHandedOver(desks, begun)
  return begun.number
}

/** The chain of the audit, held together by its own administrator. */
async function auditOf(host: Host): Promise<{ lines: number }> {
  const desk = deskOf(host, 'demo-admin-audit')
  await desk.call('auth.login', { loginName: ADMINISTRATOR.loginName, password: PASSWORD })
  const verdict = await desk.call('audit.verify', null)
  if (verdict.firstBroken) throw new DemoStop(`审计链在第 ${verdict.firstBroken.seq} 行断开`)
  return verdict
}

function report(plan: Plan, files: readonly string[], verified: readonly string[], counts: Record<string, number>): void {
  const shown = (path: string) => relative(process.cwd(), join(plan.out, path)) || path
  say(`\n${verified.at(-1) ?? ''}`)
  say(`审计链完整,共 ${counts.auditLines} 行;数据包 ${counts.packageRecords} 条记录,错误 ${counts.errors},警告 ${counts.warnings}。`)
  say('\n文件 files:')
  for (const path of [...files, SUMMARY]) say(`  ${shown(path)}`)
}
