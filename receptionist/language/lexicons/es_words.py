"""Spanish word lists, without accents: function words, words that are no names, allergens."""

from receptionist.language.lexicon import words
from receptionist.language.lexicons.en_words import FIRST_NAMES as ENGLISH_FIRST_NAMES
from receptionist.language.lexicons.en_words import SURNAMES as ENGLISH_SURNAMES

FUNCTION_WORDS = words(
    """a al algo algun alguna alguien ahi ahora antes aqui asi aunque bien buen buena buenas bueno buenos cada casi como con
    cual cuales cuando cuanto cuanta cuantos cuantas de del desde despues dia dias donde dos el ella ellos en entonces entre
    era es esa ese eso esta estan estas este esto estos estoy estamos favor fue gracias gustaria ha habia hablar hablo hacer
    hago han hasta hay haya hola hora horas hoy la las le les lo los mas me mejor mi mis mucho mucha muy nada ni no nos
    nosotros nuestra nuestro o os otra otro para pero persona personas poco podemos podria podrian por porque posible puede
    pueden puedo pues que quien quiero queremos quisiera quisieramos se sea senor senora ser si sin sobre sois somos son soy
    su sus tambien tan tanto te tengo tenemos tiene tienen toda todo todos tu un una uno unos unas usted ustedes va vamos
    vale voy y ya yo necesito necesitamos reservar reserva reservacion mesa cita cancelar cambiar llamo llamar nombre
    manana tarde noche mediodia abren abierto cierran cerrado perdon disculpe oiga digame claro vez sabe saber hemos he
    ningun ninguna ninguno seria seriamos seremos estaria vendria querria querriamos adios perfecto
    acuerdo correcto exacto lista espera chao luego olvidelo tienes puedes tenes teneis podes podeis queria queriamos aceptan menu platos comida cena almuerzo cenar comer hacen cuesta cuestan precio"""
)

NAME_STOPS = FUNCTION_WORDS | words(
    """lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre
    setiembre octubre noviembre diciembre navidad nochebuena deletreo deletreado letra doble eh este pues mmm ah cero tres
    cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta media cuarto
    doctor doctora apellido apellidos primer segundo llamando alergico alergica terraza ventana familia amigos esposa esposo
    hijos ninos adultos telefono numero correo arroba punto cualquiera da igual hombre mujer caballero dama tantito poquito
    porfa porfis"""
)

FIRST_NAMES = ENGLISH_FIRST_NAMES | words(
    """alejandro alejandra adriana alba alberto alfonso alfredo alicia alvaro andrea andres antonia antonio arturo beatriz
    belen blanca camila carla carlota carolina catalina cesar claudia concepcion consuelo cristina cristobal daniela david
    dolores eduardo emilia emilio enrique ernesto esperanza esteban eugenia eva fabian fatima federico felipe fernando
    francisca francisco gabriel gabriela gerardo gloria gonzalo graciela guadalupe guillermo gustavo hector hugo ignacio
    ines irene isabel ivan jaime javier jesus joaquin josefa julian juliana leonardo leticia liliana lorena lorenzo lourdes
    luisa manuel manuela marcela marcos margarita mariana mario marta martin mateo mauricio mercedes miriam monica nicolas
    noelia nuria oscar paloma patricio paula pilar rafael ramiro ramon raquel raul rebeca ricardo roberto rocio rodrigo rosario
    ruben salvador santiago sebastian sergio silvia sonia susana teresa tomas valentina valeria vicente victor ximena yolanda"""
)

SURNAMES = ENGLISH_SURNAMES | words(
    """fernandez moreno jimenez romero alonso navarro dominguez vazquez ramos serrano blanco molina suarez delgado castro
    ortega rubio marin sanz nunez iglesias medina garrido cortes santos lozano guerrero cano prieto mendez cruz gallego
    vidal leon herrera marquez pena cabrera campos vega fuentes carrasco diez reyes caballero nieto aguilar pascual santana
    herrero montero lorenzo hidalgo gimenez ibanez ferrer duran vicente benitez mora arias vargas carmona crespo roman pastor
    soto saez velasco moya soler parra esteban bravo gallardo rojas espinoza contreras sepulveda silva rios pacheco salazar
    acosta maldonado ayala cardenas estrada juarez luna mejia padilla solis trevino valdez villarreal zamora"""
)

ALLERGENS: dict[str, tuple[str, ...]] = {
    "leche": ("milk",), "lacteo": ("milk",), "lacteos": ("milk",), "lactosa": ("milk",), "queso": ("milk",), "crema": ("milk",),
    "nata": ("milk",), "mantequilla": ("milk",), "huevo": ("egg",), "huevos": ("egg",), "pescado": ("fish",),
    "marisco": ("shellfish", "molluscs"), "mariscos": ("shellfish", "molluscs"), "camaron": ("shellfish",),
    "camarones": ("shellfish",), "gamba": ("shellfish",), "gambas": ("shellfish",), "langostinos": ("shellfish",),
    "cangrejo": ("shellfish",), "crustaceos": ("shellfish",), "nuez": ("tree_nuts", "peanut"), "nueces": ("tree_nuts", "peanut"),
    "frutos secos": ("tree_nuts", "peanut"), "almendra": ("tree_nuts",), "almendras": ("tree_nuts",), "pistachos": ("tree_nuts",),
    "avellanas": ("tree_nuts",), "anacardos": ("tree_nuts",), "cacahuate": ("peanut",), "cacahuates": ("peanut",),
    "cacahuete": ("peanut",), "cacahuetes": ("peanut",), "mani": ("peanut",), "trigo": ("wheat", "gluten"),
    "gluten": ("gluten", "wheat"), "celiaco": ("gluten", "wheat"), "celiaca": ("gluten", "wheat"),
    "celiacos": ("gluten", "wheat"), "soja": ("soy",), "soya": ("soy",), "sesamo": ("sesame",), "ajonjoli": ("sesame",),
    "mostaza": ("mustard",), "apio": ("celery",), "sulfitos": ("sulphites",), "altramuz": ("lupin",), "altramuces": ("lupin",),
    "moluscos": ("molluscs",), "mejillones": ("molluscs",), "almejas": ("molluscs",), "calamares": ("molluscs",),
    "ostras": ("molluscs",),
}  # fmt: skip
