import type { Translated } from '@/words/translated'
import type { offer as en } from '@/words/en/offer'

export const offer: Translated<typeof en> = {
  offer: {
    fromFile: 'Desde un archivo',
    menuHint: 'Una hoja guardada como CSV, con los nombres de las columnas en la primera línea: nombre, precio y, si quiere, sección, descripción, contiene (alérgenos), puede contener, dietas. «name es» es el nombre en español.',
    servicesHint: 'Una hoja guardada como CSV, con los nombres de las columnas en la primera línea: nombre, minutos, precio y, si quiere, descripción. Un servicio nuevo ocupa a las mismas personas y lugares que el primero.',
    language: 'Idioma de los nombres',
    lines: 'Líneas del archivo',
    told: 'Se entienden {{taken}} líneas, {{refused}} se rechazan. Aún no se ha guardado nada.',
    take_one: 'Poner {{count}} en el borrador',
    take_other: 'Poner {{count}} en el borrador',
    put_one: '{{count}} está en la página. Guarde el borrador para conservarlo.',
    put_other: '{{count}} están en la página. Guarde el borrador para conservarlos.',
    outcome: {
      added: 'nuevo',
      changed: 'cambia',
      same: 'igual',
      refused: 'rechazada',
    },
    reason: {
      no_name: 'No tiene nombre.',
      long_name: 'El nombre es demasiado largo.',
      no_price: 'No tiene precio.',
      bad_price: 'Eso no es un precio:',
      no_minutes: 'No dice cuántos minutos dura.',
      bad_minutes: 'Eso no es una duración:',
      unknown_allergen: 'No se conoce ese alérgeno:',
      unknown_diet: 'No se conoce esa dieta:',
      twice: 'El archivo lo nombra dos veces:',
    },
  },
}
