import { Button, Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { ENTRANCE_OPINION, ENTRANCE_PURPOSE } from '../../../domain/code/child-entrance.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Panel, useShortcut } from '../../kit/index.ts'
import type { ChildHead } from './tabs.tsx'

type Exam = Output<'child.case.ofFile'>['exams'][number]

/** Until when a form counts, or why not. */
export function ValidityText({ exam }: { exam: Pick<Exam, 'opinion' | 'validUntil' | 'isValid' | 'enteredDay'> }) {
  if (exam.opinion === 'postponed') return <Tag color="warning">{codeText(ENTRANCE_OPINION, 'postponed')}</Tag>
  if (exam.enteredDay) return <>{t('entrance.entered', '{{day}} 已入园', { day: exam.enteredDay })}</>
  return <span className={exam.isValid ? undefined : 'issue is-warn'}>{exam.isValid ? t('entrance.validUntil', '有效至 {{day}}', { day: exam.validUntil ?? '' }) : t('entrance.expired', '已于 {{day}} 到期', { day: exam.validUntil ?? '' })}</span>
}

/** 入园体检 of one child; F8 begins a new one. */
export default function EntranceTab({ fileId }: { fileId: string; head: ChildHead }) {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const list = useCall('child.case.ofFile', { fileId })
  const begin = (): void => { void navigate(`/children/${fileId}/entrance/new`) }
  useShortcut(['F8'], begin, { enabled: mayWrite })
  return (
    <Panel title={t('child.entranceExam.title', '入园健康检查')} extra={mayWrite ? <Button type="primary" onClick={begin}>{t('entrance.new', '登记入园体检')} <kbd>F8</kbd></Button> : null}>
      <Loaded of={list}>
        {({ exams }) => (
          <DataTable<Exam>
            rows={exams} rowKey="id" label={t('child.entranceExam.title', '入园健康检查')} empty={t('entrance.none', '还没有入园体检')} onOpen={row => void navigate(`/children/${fileId}/entrance/${row.id}`)}
            columns={[
              { title: t('child.entranceExam.examDay.label', '体检日期'), width: 104, render: (_, row) => row.examDay },
              { title: t('child.entranceExam.number.label', '体检编号'), width: 126, render: (_, row) => row.number ?? '—' },
              { title: t('child.entranceExam.purpose.label', '体检类别'), width: 150, render: (_, row) => codeText(ENTRANCE_PURPOSE, row.purpose) },
              { title: t('child.entranceExam.kindergarten.label', '托幼机构'), ellipsis: true, render: (_, row) => [row.kindergarten, row.className].filter(Boolean).join(' ') || '—' },
              { title: t('child.entranceExam.opinion.label', '医生意见'), width: 96, render: (_, row) => codeText(ENTRANCE_OPINION, row.opinion) },
              { title: t('entrance.validity', '有效期'), width: 170, render: (_, row) => <ValidityText exam={row} /> },
              { title: t('child.entranceExam.doctorName.label', '医生签名'), width: 96, ellipsis: true, render: (_, row) => row.doctorName },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  )
}
