import { App, Button, Tag } from 'antd'
import { useEffect, useState } from 'react'
import type { Input } from '../../../domain/api/api.ts'
import type { LookAlike, PersonHit } from '../../../domain/api/people-api.ts'
import { useCall } from '../../api/useCall.ts'
import { failureText } from '../../api/failure.ts'
import { t } from '../../app/i18n.ts'
import { type FormStore, Panel, PersonLine, personName } from '../../kit/index.ts'

// Asked in the pauses of typing: a question for every letter would only find what is not yet finished.
const PAUSE_MS = 350
const ASKED = { name: 60, birthDay: 10, idType: 2, idNumber: 30, phone: 20, nationality: 3, sex: 1 } as const

const REASONS: Readonly<Record<LookAlike['reason'], () => string>> = {
  sameId: () => t('lookAlike.sameId', '证件号码相同'), sameNameAndBirth: () => t('lookAlike.sameNameAndBirth', '同名、同出生日期'), samePhoneAndName: () => t('lookAlike.samePhoneAndName', '同名、同电话'),
}

function questionOf(store: FormStore): Input<'person.lookAlikes'>['row'] | null {
  const row: Record<string, unknown> = {}
  for (const [name, max] of Object.entries(ASKED)) {
    const value = store.get(name)
    if (typeof value === 'string' && value !== '' && [...value].length <= max) row[name] = value
  }
  const canAnswer = row.idNumber || (row.name && (row.birthDay || row.phone))
  return canAnswer ? (row as Input<'person.lookAlikes'>['row']) : null
}

/** Persons who may be the one in the form, found while typing; `onIsHer` when one of them is. */
export function LookAlikes({ store, id, onIsHer }: { store: FormStore; id?: string | undefined; onIsHer(hit: PersonHit): void }) {
  const { modal } = App.useApp()
  const [asked, setAsked] = useState(() => questionOf(store))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const stop = store.subscribeAll(() => {
      clearTimeout(timer)
      timer = setTimeout(() => setAsked(before => {
        const next = questionOf(store)
        return JSON.stringify(next) === JSON.stringify(before) ? before : next
      }), PAUSE_MS)
    })
    return () => { clearTimeout(timer); stop() }
  }, [store])
  const found = useCall('person.lookAlikes', { ...(id ? { id } : {}), row: asked ?? {} }, { enabled: asked !== null })
  const list = asked === null ? [] : found.data ?? []
  const isHer = (hit: PersonHit): void => void modal.confirm({
    title: t('lookAlike.openTitle', '打开“{{name}}”的档案?', { name: personName(hit) }), content: t('lookAlike.openText', '本页填写的内容不会保存。电话、地址有变化的,请在她的档案中修改。'),
    okText: t('lookAlike.open', '打开档案'), cancelText: t('form.stay', '继续填写'), onOk: () => onIsHer(hit),
  })
  return (
    <aside className={list.length > 0 ? 'look-alikes has-some' : 'look-alikes'} aria-live="polite">
      <Panel title={list.length > 0 ? id ? t('lookAlike.someOther', '可能重复的档案({{count}})', { count: list.length }) : t('lookAlike.some', '可能已有档案({{count}})', { count: list.length }) : t('lookAlike.title', '查重')}>
        {found.error && asked ? <div className="issue is-block">{failureText(found.error)}</div> : null}
        {list.length === 0 ? <p className="field-help">{asked && found.data ? t('lookAlike.none', '没有发现相同的证件号、同名同生日或同名同电话的人员。') : t('lookAlike.help', '填写证件号码,或姓名加出生日期、电话后,在这里提示可能重复的档案。')}</p> : (
          <ul className="look-alike-list">
            {list.map(({ person: hit, reason }) => (
              <li key={hit.id}>
                <Tag color={reason === 'sameId' ? 'error' : 'warning'}>{REASONS[reason]()}</Tag>
                <PersonLine hit={hit} />
                <Button size="small" onClick={() => isHer(hit)}>{t('lookAlike.isHer', '就是此人,打开档案')}</Button>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </aside>
  )
}
