import { cardAsPerson, cardDifferences, type IdCard, ReadFailure, readFailureMessage, readIdCard } from '../../../../domain/device/id-card.ts'
import { CARD_FIELDS, type ReaderSetting } from '../../../../domain/device/device-settings.ts'
import { parentFacts, type ParentAnswer, type ParentFactKey } from '../../../../domain/device/parent-facts.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { Ports } from '../../ports.ts'
import { fromColumns } from '../../record/store.ts'
import { registrationOf } from '../../registry/certificates.ts'
import { readDeviceSettings, saveDeviceSettings } from '../../device-settings.ts'
import { readingOf } from './reading-of-names.ts'

/** The reading under way on a workstation, so that another call can end it. */
const readings = new WeakMap<Ports, AbortController>()

type Reading = { card: IdCard; issues: FieldIssue[]; tookMs: number } | { failure: ReadFailure; tookMs: number }

async function readCard(context: ReadContext, setting: ReaderSetting): Promise<Reading> {
  const { ports } = context
  const started = performance.now()
  const tookMs = (): number => Math.round(performance.now() - started)
  const mine = new AbortController()
  try {
    if (readings.has(ports)) throw new ReadFailure('busy')
    readings.set(ports, mine)
    try {
      const answer = await ports.cardReader.read(setting, mine.signal)
      return { ...readIdCard(answer, setting, context.today), tookMs: tookMs() }
    } finally {
      readings.delete(ports)
    }
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error
    // The kind alone: what the reader said could quote the card.
    ports.log.info('card.failed', { kind: error.kind, ms: tookMs() })
    return { failure: error, tookMs: tookMs() }
  }
}

export const deviceHandlers = {
  'device.settings': async (_input, { ports }) => readDeviceSettings(ports.folders),
  'device.saveSettings': async (settings, context) => {
    saveDeviceSettings(context.ports.folders, settings)
    await context.separately(async write => { write.fact('reader', settings.reader.kind); write.fact('screen', settings.secondScreen.mode) })
    if (settings.secondScreen.mode === 'off') context.ports.secondScreen.close()
    return null
  },

  'device.readCard': async (_input, context) => {
    const setting = readDeviceSettings(context.ports.folders).reader
    const reading = await readCard(context, setting)
    if ('failure' in reading) return { outcome: 'failed' as const, kind: reading.failure.kind, message: readFailureMessage(reading.failure, setting) }
    const { card, issues } = reading
    const row = await context.db.selectFrom('person').selectAll().where('idNumber', '=', card.idNumber).where('voidedAt', 'is', null).where('mergedIntoId', 'is', null).orderBy('id').executeTakeFirst()
    const known = row && fromColumns(person, row)
    if (known) context.touched('person', known.id)
    return {
      outcome: 'read' as const, card, issues, check: { method: 'readCard' as const, at: context.now, issuer: card.issuer, validTo: card.validTo },
      person: known ? { id: known.id, name: known.name, differences: cardDifferences(cardAsPerson(card), known) } : null,
    }
  },
  'device.cancelReading': async (_input, { ports }) => {
    readings.get(ports)?.abort()
    return null
  },
  'device.testReader': async ({ reader }, context) => {
    const reading = await readCard(context, reader)
    if ('failure' in reading) return { outcome: 'failed' as const, tookMs: reading.tookMs, kind: reading.failure.kind, message: readFailureMessage(reading.failure, reader) }
    const found = CARD_FIELDS.filter(name => reading.card[name] !== null && reading.card[name] !== '')
    return { outcome: 'read' as const, tookMs: reading.tookMs, found, missing: CARD_FIELDS.filter(name => !found.includes(name)), issues: reading.issues.map(withoutValues) }
  },

  'device.openScreen': async ({ open }, context) => {
    const { secondScreen, folders } = context.ports
    const { mode } = readDeviceSettings(folders).secondScreen
    if (open && mode !== 'off') await secondScreen.open(mode, (await context.setting('institution')).name)
    else secondScreen.close()
    return { open: secondScreen.isOpen() }
  },
  'device.screenState': async (_input, { ports }) => ({ open: ports.secondScreen.isOpen(), displays: ports.secondScreen.displays() }),
  'device.askParent': async ({ newbornId }, context) => {
    const { mode, fullNumbers } = readDeviceSettings(context.ports.folders).secondScreen
    if (mode === 'off') throw new AppError('invalid', [block('', message('parentCheck.off', '这台电脑没有设置家长副屏,请管理员在“设置 → 外接设备”中打开,或请家长看登记表核对'))])
    const register = await registrationOf(context.db, newbornId)
    const child = await context.db.selectFrom('newborn').select(['sex', 'bornAt']).where('id', '=', newbornId).executeTakeFirst()
    if (!register || !child) throw new AppError('invalid', [block('newbornId', message('parentCheck.noRegister', '请先保存首次签发登记表,再请家长核对'))])
    const facts = parentFacts({
      babyName: register.babyName, sex: child.sex, bornAt: child.bornAt, motherProvided: register.motherProvided === true, motherName: register.motherName, motherIdNumber: register.motherIdNumber,
      fatherProvided: register.fatherProvided === true, fatherName: register.fatherName, fatherIdNumber: register.fatherIdNumber,
    }, { fullNumbers }, readingOf)
    const answer = await context.ports.secondScreen.ask(mode, { hospital: (await context.setting('institution')).name, facts })
    if (answer.kind === 'closed') return { outcome: 'closed' as const, wrongLine: null }
    const wrongLine: ParentFactKey | null = answer.kind === 'wrong' ? answer.line : null
    await context.separately(async write => {
      await write.db.insertInto('parentCheck').values({
        id: write.newId(), registrationId: register.id, registrationRev: register.rev, answer: answer.kind, wrongLine, answeredBy: answer.by, at: write.now, byUser: write.user.id,
      }).execute()
      write.touched('certificate.registration', register.id)
      write.fact('answer', answer.kind)
    })
    return { outcome: answer.kind, wrongLine }
  },
  'device.answerForParent': async ({ answer, wrongLine }, { ports }) => {
    if (answer === null) {
      ports.secondScreen.clear()
      return { taken: true }
    }
    if (answer === 'wrong' && !wrongLine) throw new AppError('invalid', [block('wrongLine', message('parentCheck.whichLine', '请选择家长指出有误的是哪一项'))])
    const given: ParentAnswer = answer === 'right' ? { kind: 'right', by: 'clerk' } : { kind: 'wrong', line: wrongLine!, by: 'clerk' }
    return { taken: ports.secondScreen.answer(given) }
  },
  'device.parentChecks': async ({ newbornId }, context) => {
    const register = await registrationOf(context.db, newbornId)
    if (!register) return []
    const rows = await context.db.selectFrom('parentCheck').innerJoin('userAccount', 'userAccount.id', 'parentCheck.byUser')
      .select(['parentCheck.answer', 'parentCheck.wrongLine', 'parentCheck.answeredBy', 'parentCheck.at', 'parentCheck.registrationRev', 'userAccount.displayName as byName'])
      .where('parentCheck.registrationId', '=', register.id).orderBy('parentCheck.at', 'desc').orderBy('parentCheck.id', 'desc').limit(20).execute()
    return rows.map(({ registrationRev, ...row }) => ({
      ...row, answer: row.answer as 'right' | 'wrong', wrongLine: row.wrongLine as ParentFactKey | null, answeredBy: row.answeredBy as 'parent' | 'clerk', outdated: registrationRev !== register.rev,
    }))
  },
} satisfies Partial<Handlers>

/** A finding without what it quotes of the card: the settings page is no place for a person's facts. */
const withoutValues = ({ path, level, message: { key, zh } }: FieldIssue): FieldIssue => ({ path, level, message: { key, zh: zh.replace(/[“(]?\{\{\w+\}\}[”)]?/g, '…') } })
