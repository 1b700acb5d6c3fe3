import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import { findRow, type SaveRequest } from '../../record/store.ts'
import { childOf, type ChildOfFile } from '../../registry/child-of-file.ts'

/** A day of the eye clinic lies within the child's life. */
export function lifeIssues({ file, child }: ChildOfFile, day: Day | null | undefined, path: string): FieldIssue[] {
  if (!day) return []
  if (child.birthDay && day < child.birthDay) return [block(path, message('eyeVisit.beforeBirth', '检查日期不能早于出生日期 {{birthDay}}', { birthDay: child.birthDay }))]
  return file.state === 'death' && file.stateDay && day > file.stateDay ? [block(path, message('eyeVisit.afterDeath', '检查日期不能晚于死亡日期 {{day}}', { day: file.stateDay }))] : []
}

/** The child a row belongs to and the row as it stood: it is somebody's, and stays with the same child. */
export async function ownerOf<D extends RecordDefinition>(context: WriteContext, definition: D, { id, row }: SaveRequest<D>): Promise<{ of: ChildOfFile; old: StoredRow<D> | undefined }> {
  const { fileId } = row as unknown as { fileId: string | null }
  if (!fileId) throw new AppError('invalid', [block('fileId', message('childVisit.noFile', '请先选择儿童'))])
  const old = id === undefined ? undefined : await findRow(context.db, definition, id)
  if (old && (old as unknown as { fileId: string }).fileId !== fileId) throw new AppError('invalid', [block('fileId', message('eyeVisit.fileFixed', '检查记录不能改到另一名儿童名下;登错了请作废后重新登记'))])
  return { of: await childOf(context.db, fileId), old }
}
