import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { CONTACT_ATTEMPT } from '../../../domain/code/child-file.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { AttemptDialog, codeText, DataTable, Loaded, personName } from '../../kit/index.ts'

type Line = Output<'eye.reminder.list'>['rows'][number]
const PAGE_ROWS = 20

/** Whose families are phoned today; a row opens the child's eye file, the call and the promised day are written down here. */
export function ReminderList({ offset, onPage }: { offset: number; onPage(offset: number): void }) {
  const navigate = useNavigate()
  const mayCall = useMay('child.write')
  const [calling, setCalling] = useState<Line | null>(null)
  const list = useCall('eye.reminder.list', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  return (
    <>
      <Loaded of={list}>
        {({ rows, total }) => (
          <DataTable<Line>
            rows={rows} rowKey="fileId" label={t('eyeScreen.view.today', '今日提醒')} loading={list.isPlaceholderData} onOpen={row => void navigate(`/eyes/${row.fileId}`)}
            paging={{ total, offset, limit: PAGE_ROWS, onChange: onPage }} empty={t('eyeScreen.noReminders', '今天没有要提醒的儿童')}
            columns={[
              { title: t('child.name', '儿童'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}</span> },
              { title: t('person.sex.label', '性别'), width: 60, render: (_, row) => codeText(SEX, row.sex) },
              { title: t('child.age', '年龄'), width: 90, render: (_, row) => ageText(row.birthDay) },
              { title: t('eyeScreen.contact', '检查时点'), width: 130, render: (_, row) => codeText(CHILD_CONTACT, row.contact) },
              { title: t('eyeScreen.nominalDay', '应查日期'), width: 120, render: (_, row) => row.nominalDay },
              { title: t('child.mother', '母亲'), width: 110, ellipsis: true, render: (_, row) => <span title={row.motherName ?? ''}>{row.motherName ?? '—'}</span> },
              { title: t('person.phone.label', '联系电话'), width: 130, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              { title: t('child.lastAttempt', '最近联系'), width: 170, ellipsis: true, render: (_, row) => row.lastAttemptDay ? `${row.lastAttemptDay.slice(5)} ${codeText(CONTACT_ATTEMPT, row.lastAttempt ?? '')}` : '—' },
              ...(mayCall ? [{ title: '', width: 76, render: (_: unknown, row: Line) => <Button size="small" onClick={() => setCalling(row)}>{t('child.callButton', '联系')}</Button> }] : []),
            ]}
          />
        )}
      </Loaded>
      {calling ? <AttemptDialog fileId={calling.fileId} contact={calling.contact} title={personName({ name: calling.childName, motherName: calling.motherName })} about={`${codeText(CHILD_CONTACT, calling.contact)}${t('eyeScreen.visit', '眼保健及视力检查')}`} phone={calling.phone} onClose={() => setCalling(null)} /> : null}
    </>
  )
}
