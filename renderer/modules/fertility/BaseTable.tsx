import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { FERTILITY_BASE, type FertilityBase } from '../../../domain/code/fertility.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DataTable, Loaded, Panel } from '../../kit/index.ts'

type Base = Output<'fertility.base.list'>[number]

/** What rates are counted over and others count: the numbers typed so far, newest first. */
export function BaseTable({ kind }: { kind: FertilityBase }) {
  const navigate = useNavigate()
  const list = useCall('fertility.base.list', { kind })
  return (
    <Panel title={codeText(FERTILITY_BASE, kind)}>
      <Loaded of={list}>
        {rows => (
          <DataTable<Base>
            rows={rows} rowKey="id" label={codeText(FERTILITY_BASE, kind)} height={260} onOpen={row => void navigate(`/fertility-bases/${row.id}`)} empty={t('fertilityBaseScreen.none', '还没有填写,按 F4 填写')}
            columns={[
              { title: t('fertilityBaseScreen.period', '时期'), width: 110, render: (_, row) => kind === 'marriage' ? row.firstDay.slice(0, 7) : row.firstDay.slice(0, 4) },
              ...(kind === 'marriage' ? [{ title: t('fertilityBaseScreen.men', '男(人)'), width: 100, render: (_: unknown, row: Base) => row.men }, { title: t('fertilityBaseScreen.women', '女(人)'), width: 100, render: (_: unknown, row: Base) => row.women }] : [{ title: t('fertilityBaseScreen.couples', '任务对数'), width: 110, render: (_: unknown, row: Base) => row.couples }]),
              { title: t('fertilityBaseScreen.source', '来源'), render: (_, row) => row.source ?? '—' },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  )
}
