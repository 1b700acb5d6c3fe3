import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from 'react-router'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Page, type PageAction, Panel, personName, PersonSearch } from '../../kit/index.ts'
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
  const actions: PageAction[] = [
    ...(mayMerge ? [{ key: 'merges', label: t('people.merges', '合并记录'), run: () => void navigate('/people/merges') }] : []),
    ...(mayWrite ? [{ key: 'new', label: t('people.new', '登记新人员'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => register() }] : []),
  ]
  return (
    <Page title={t('menu.people', '人员')} actions={actions}>
      <Panel>
        <div className="people-search">
          <PersonSearch id="people-search" autoFocus label={t('frame.search', '查找人员')} onChoose={open} {...(mayWrite ? { onCreate: register } : {})} />
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
    </Page>
  )
}
