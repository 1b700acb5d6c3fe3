import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { organization } from '../../../../domain/modules/referral/organization.record.ts'
import type { WriteContext } from '../../context.ts'
import { findRow } from '../../record/store.ts'

export type Partners = { readonly personId: string | null; readonly organizationId: string | null }

/** Patient and receiver of a slip: they exist and are in use, or were so when the slip was written (`old`). An empty receiver is not looked at. */
export async function partnerIssues(context: WriteContext, row: Partners, old: Partners | undefined): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = []
  if (row.personId) {
    const patient = await findRow(context.db, person, row.personId)
    if (!patient) issues.push(block('personId', message('referral.noSuchPerson', '找不到这位患者的档案,请重新选择')))
    else if (patient.voidedAt !== null || patient.mergedIntoId !== null) {
      if (old?.personId !== row.personId) issues.push(block('personId', message('referral.personVoid', '这份档案已作废或已并入他人,请选择有效档案')))
    }
  }
  if (row.organizationId) issues.push(...await receiverIssues(context, row.organizationId, old?.organizationId))
  return issues
}

/** The receiving institution exists and is in use, unless it is the one the slip already had. */
export async function receiverIssues(context: WriteContext, organizationId: string, oldId: string | null | undefined): Promise<FieldIssue[]> {
  const receiver = await findRow(context.db, organization, organizationId)
  if (!receiver) return [block('organizationId', message('referral.noSuchOrganization', '找不到这家转入机构,请重新选择'))]
  const closed = receiver.voidedAt !== null || receiver.active === false
  return closed && oldId !== organizationId ? [block('organizationId', message('referral.organizationInactive', '“{{name}}”已停用,请选择其他机构', { name: receiver.name }))] : []
}
