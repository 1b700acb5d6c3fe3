import { PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { cardAsPerson, type IdCard } from '../../../domain/device/id-card.ts'
import { person } from '../../../domain/modules/people/person.record.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { CardButton, CardCompare, type CardRead, codeText, DataTable, handOverCard, Page, type PageAction, Panel, personName, PersonSearch } from '../../kit/index.ts'
import './people.css'

const RECENT = 20

/** Where a clerk begins with a person: one search box, the persons worked on last, a new one. */
export default function PeoplePage() {
  const navigate = useNavigate()
  const mayWrite = useMay('person.write')
  const mayMerge = useMay('person.merge')
  const recent = useCall('person.recent', { limit: RECENT })
  const open = (hit: PersonHit): void => void navigate(`/people/${hit.id}`)
  const register = (typed = ''): void => void navigate(typed ? `/people/new?typed=${encodeURIComponent(typed)}` : '/people/new')
  const [card, setCard] = useState<CardRead | null>(null)
  // A known person is opened, and what her card says otherwise is shown first; an unknown one is begun from the card.
  function onCard(read: CardRead): void {
    if (read.person && read.person.differences.length === 0 && read.issues.length === 0) { void navigate(`/people/${read.person.id}`); return }
    if (read.person || !mayWrite) { setCard(read); return }
    handOverCard({ path: '/people/new', values: cardAsPerson(read.card as IdCard), read })
    void navigate('/people/new')
  }
  function openWith(values: Readonly<Record<string, string>>): void {
    const known = card?.person
    setCard(null)
    if (!card || !known) return
    if (!mayWrite || Object.keys(values).length === 0) { void navigate(`/people/${known.id}`); return }
    const path = `/people/${known.id}/edit`
    handOverCard({ path, values, read: card })
    void navigate(path)
  }
  const actions: PageAction[] = [
    ...(mayMerge ? [{ key: 'merges', label: t('people.merges', '合并记录'), run: () => void navigate('/people/merges') }] : []),
    ...(mayWrite ? [{ key: 'new', label: t('people.new', '登记新人员'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => register() }] : []),
  ]
  return (
    <Page title={t('menu.people', '人员')} actions={actions}>
      <Panel>
        <div className="people-search">
          <PersonSearch id="people-search" autoFocus label={t('frame.search', '查找人员')} onChoose={open} {...(mayWrite ? { onCreate: register } : {})} />
          <CardButton onCard={onCard} />
        </div>
        <div className="field-help">{t('people.searchHelp', '可输入姓名、拼音或首字母(如 zlh)、证件号或末几位、电话或末四位、手册号、出生证编号;↑↓ 选择,Enter 打开')}</div>
      </Panel>
      <Panel title={t('people.recent', '最近登记和修改')}>
        <DataTable<PersonHit>
          rows={recent.data} rowKey="id" label={t('people.recent', '最近登记和修改')} onOpen={open} empty={t('people.none', '还没有登记人员')}
          columns={[
            { title: t('person.name.label', '姓名'), ellipsis: true, render: (_, hit) => <span className="person-name" title={personName(hit)}>{personName(hit)}</span> },
            { title: t('person.sex.label', '性别'), width: 80, ellipsis: true, render: (_, hit) => codeText(SEX, hit.sex) },
            { title: t('person.birthDay.label', '出生日期'), width: 170, render: (_, hit) => [hit.birthDay, ageText(hit.birthDay)].filter(Boolean).join(' ') },
            { title: t('person.idNumber.label', '证件号码'), width: 200, ellipsis: true, render: (_, hit) => hit.idNumber ?? '—' },
            { title: t('person.phone.label', '联系电话'), width: 150, ellipsis: true, render: (_, hit) => hit.phone ?? '—' },
            { title: t('person.handbookNumber.label', '母子健康手册号'), width: 180, ellipsis: true, render: (_, hit) => hit.handbookNumber ?? '—' },
          ]}
        />
      </Panel>
      {card ? (
        <CardCompare
          read={card} definition={person} differences={card.person?.differences ?? []} issues={card.issues} okText={card.person ? t('card.openPerson', '打开档案') : t('card.known', '知道了')} onApply={openWith} onClose={() => setCard(null)}
        >{card.person ? null : <p>{t('card.notRegistered', '这张证件的持有人还没有登记,请有登记权限的同事办理')}</p>}</CardCompare>
      ) : null}
    </Page>
  )
}
