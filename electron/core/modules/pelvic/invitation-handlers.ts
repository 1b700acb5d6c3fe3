import type { Input, Output } from '../../../../domain/api/api.ts'
import { CONTACT_ATTEMPT } from '../../../../domain/code/child-file.ts'
import { DELIVERY_MODE } from '../../../../domain/code/delivery.ts'
import { PELVIC_INVITE_REASON } from '../../../../domain/code/pelvic-care.ts'
import { PELVIC_INVITATION_LEDGER } from '../../../../domain/ledger/pelvic-invitation-ledger.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import { type Invited, invited, invitedOf, peopleOf } from '../../registry/pelvic-invitations.ts'
import { whoOf } from '../../registry/woman.ts'

type View = Input<'pelvic.invitation.list'>['view']
type Line = Output<'pelvic.invitation.list'>['rows'][number]
async function linesOf(context: ReadContext, rows: readonly Invited[]): Promise<Line[]> {
  const people = await peopleOf(context, rows.map(({ womanId }) => womanId))
  return rows.map(({ isRefused: _refused, ...row }) => ({ ...row, ...whoOf(context, people.get(row.womanId)!) }))
}

async function exportList(context: ReadContext, view: View): Promise<Output<'pelvic.invitation.file'>> {
  const lines = (await linesOf(context, invitedOf(await invited(context), view))).map(row => ({
    name: row.name ?? '', birthDay: row.birthDay ?? '', phone: row.phone ?? '', township: row.township, checkDay: row.checkDay, deliveredDay: row.deliveredDay ?? '', mode: row.mode ? DELIVERY_MODE.label(row.mode) : '',
    reasons: row.reasons.map(reason => PELVIC_INVITE_REASON.label(reason)).join('、'), lastCall: row.lastAttempt ? `${row.lastAttemptDay} ${CONTACT_ATTEMPT.label(row.lastAttempt)}` : '', result: '',
  }))
  const bytes = await xlsxOf(PELVIC_INVITATION_LEDGER, lines, { masked: false, heading: PELVIC_INVITATION_LEDGER.title, createdAtMs: context.nowMs })
  await context.separately(async writing => { writing.fact('rows', lines.length) })
  return { fileName: `${PELVIC_INVITATION_LEDGER.title}-${context.today}.xlsx`, base64: bytes.toString('base64'), rows: lines.length }
}

export const pelvicInvitationHandlers = {
  'pelvic.invitation.list': async ({ view, offset, limit }, context) => {
    const all = await invited(context)
    const rows = invitedOf(all, view)
    return { total: rows.length, counts: { urgent: invitedOf(all, 'urgent').length, all: invitedOf(all, 'all').length, refused: invitedOf(all, 'refused').length }, rows: await linesOf(context, rows.slice(offset, offset + limit)) }
  },
  'pelvic.invitation.file': ({ view }, context) => exportList(context, view),
} satisfies Partial<Handlers>
