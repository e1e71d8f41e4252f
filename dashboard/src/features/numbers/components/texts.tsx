import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Fault } from '@/components/ui/states'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'

const ALLOWED = ['approved', 'not_needed']

/** Whether the networks know whose texts these are, and whether callers are promised any. */
export function Texts({ told, mayChange }: { told: Schemas['NumbersOut']; mayChange: boolean }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const take = $api.useMutation('put', `${HOME}/text-registration`, {
    onSuccess: () => {
      toast.success(t('numbers.taken'))
      return stale('')
    },
  })
  const allowed = ALLOWED.includes(told.text_registration)
  const differs = business.texts && allowed !== told.promises_texts
  return (
    <Card title={t('numbers.texts')} aside={<Badge shade={told.promises_texts ? 'good' : 'plain'}>{t(told.promises_texts ? 'numbers.promising' : 'numbers.notPromising')}</Badge>}>
      <p className={`text-sm ${allowed ? '' : 'text-warn'}`}>{t(`numbers.registration.${told.text_registration}`)}</p>
      <Fault error={take.error} />
      {differs && mayChange && (
        <Button className="mt-3" disabled={take.isPending} onClick={() => take.mutate({ params: { path: at(business) } })}>
          {t('numbers.take')}
        </Button>
      )}
    </Card>
  )
}
