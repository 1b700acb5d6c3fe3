import type { z } from 'zod'
import type { Name } from '../../domain/api/api.ts'
import { block, type FieldIssue, message } from '../../domain/message/message.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { shapeIssue } from '../../domain/record/derive/schema.ts'

// Which record a call's `row` is, so that a wrong shape is said with the field's own label.
const ROW_OF_CALL: Partial<Record<string, string>> = {
  'delivery.register': 'delivery', 'certificate.register': 'certificate.registration', 'certificate.check': 'certificate.registration', 'person.lookAlikes': 'person',
}
const definitions = new Map<string, RecordDefinition>(RECORDS.map(definition => [definition.id, definition]))

const TEXT: Record<string, string> = {
  number: '编号', firstNumber: '起始编号', lastNumber: '终止编号', reason: '原因', password: '密码', loginName: '登录名', displayName: '姓名', receivedFrom: '发放单位', receivedDay: '入库日期',
  month: '月份', collectorName: '领证人', collectorIdNumber: '领证人证件号码', scannedNumber: '扫描编号', institutionName: '机构名称', roles: '角色', passphrase: '恢复口令', text: '搜索内容',
}

/** Findings for an input that does not fit the contract, each with the name of its field. */
export function inputIssues(name: Name, error: z.ZodError): FieldIssue[] {
  const recordId = ROW_OF_CALL[name] ?? name.replace(/\.[^.]+$/, '')
  const definition = definitions.get(recordId)
  const newborn = definitions.get('newborn')
  return error.issues.slice(0, 40).map(issue => {
    const [first, second, third, fourth] = issue.path.map(String)
    const field = first === 'row' && second ? definition?.fields[second] : undefined
    if (field && second) return shapeIssue(second, field, issue.message)
    const child = first === 'newborns' && third === 'row' && fourth ? newborn?.fields[fourth] : undefined
    if (child && fourth) return shapeIssue(`newborns.${second}.${fourth}`, child, issue.message)
    const path = issue.path.join('.')
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.slice(0, 5).map(key => key.slice(0, 40))
      return block([...issue.path, keys[0]].join('.'), message('field.unknown', '多余的字段 {{name}}', { name: keys.join('、') }))
    }
    const label = TEXT[String(issue.path.at(-1) ?? '')] ?? (path || name)
    return block(path, message('input.wrong', '“{{label}}”填写有误,请检查后重试', { label }))
  })
}
