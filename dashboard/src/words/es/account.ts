import type { Translated } from '@/words/translated'
import type { account as en } from '@/words/en/account'

export const account: Translated<typeof en> = {
  account: {
    signIn: 'Entrar',
    email: 'Correo electrónico',
    password: 'Contraseña',
    lost: '¿No tiene cuenta o perdió la contraseña? Pida una invitación a quien administra su negocio.',
    wrong: 'Ese correo y esa contraseña no coinciden.',
    invited: 'Tiene una invitación',
    invitedTo: 'A {{to}}. Su función: {{role}}.',
    everyBusiness: 'todos los negocios de aquí',
    name: 'Su nombre',
    passwordHint: '{{count}} caracteres o más: varias palabras sirven bien. Si ya tiene una cuenta, su contraseña.',
    accept: 'Aceptar',
    otherPassword: 'Ya tiene una cuenta, con otra contraseña.',
    gone: 'Esta invitación ya se usó o caducó. Pida otra.',
  },
}
