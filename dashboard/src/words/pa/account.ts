import type { Translated } from '@/words/translated'
import type { account as en } from '@/words/en/account'

export const account: Translated<typeof en> = {
  account: {
    signIn: 'ਅੰਦਰ ਆਓ',
    email: 'ਈ-ਮੇਲ',
    password: 'ਪਾਸਵਰਡ',
    lost: 'ਖਾਤਾ ਨਹੀਂ, ਜਾਂ ਪਾਸਵਰਡ ਗੁਆਚ ਗਿਆ? ਜੋ ਤੁਹਾਡਾ ਕਾਰੋਬਾਰ ਸੰਭਾਲਦਾ ਹੈ ਉਸ ਤੋਂ ਸੱਦਾ ਮੰਗੋ।',
    wrong: 'ਉਹ ਈ-ਮੇਲ ਅਤੇ ਪਾਸਵਰਡ ਮੇਲ ਨਹੀਂ ਖਾਂਦੇ।',
    invited: 'ਤੁਹਾਨੂੰ ਸੱਦਾ ਹੈ',
    invitedTo: '{{to}} ਲਈ। ਤੁਹਾਡੀ ਭੂਮਿਕਾ: {{role}}।',
    everyBusiness: 'ਇੱਥੋਂ ਦੇ ਸਾਰੇ ਕਾਰੋਬਾਰ',
    name: 'ਤੁਹਾਡਾ ਨਾਂ',
    passwordHint: '{{count}} ਜਾਂ ਵੱਧ ਅੱਖਰ: ਕਈ ਸ਼ਬਦ ਚੰਗੇ ਹਨ। ਜੇ ਖਾਤਾ ਪਹਿਲਾਂ ਹੀ ਹੈ ਤਾਂ ਉਸ ਦਾ ਪਾਸਵਰਡ।',
    accept: 'ਮਨਜ਼ੂਰ',
    otherPassword: 'ਤੁਹਾਡਾ ਖਾਤਾ ਪਹਿਲਾਂ ਹੀ ਹੈ, ਹੋਰ ਪਾਸਵਰਡ ਨਾਲ।',
    gone: 'ਇਹ ਸੱਦਾ ਵਰਤਿਆ ਜਾ ਚੁੱਕਾ ਹੈ ਜਾਂ ਇਸ ਦੀ ਮਿਆਦ ਮੁੱਕ ਗਈ ਹੈ। ਹੋਰ ਮੰਗੋ।',
  },
}
