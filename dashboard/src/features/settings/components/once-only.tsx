import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'

/** Something secret that is told now and never again. */
export function OnceOnly({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={title} onClose={onClose}>
      <Field label={title} quiet readOnly value={secret} className="font-mono text-sm" hint={t('settings.onceOnly')} onFocus={(event) => event.target.select()} />
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button
          onClick={() => void navigator.clipboard.writeText(secret).then(() => toast.success(t('settings.copied')))}
        >
          {t('settings.copy')}
        </Button>
        <Button tone="strong" onClick={onClose}>
          {t('settings.haveIt')}
        </Button>
      </div>
    </Dialog>
  )
}
