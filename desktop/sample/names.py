"""Invented names, of many origins, as an office in a large town meets them."""

LAST = (
    "Abara Abdi Aguilar Alvarez Andersen Baptiste Barrera Bennett Bianchi Bouchard Brooks Byrne "
    "Caldwell Carrasco Castillo Chaudhry Coleman Cortez Dang Delacroix Diallo Dominguez Douglas "
    "Dubois Echeverria Eklund Espinoza Farouk Fielding Figueroa Fontaine Fuentes Gallagher "
    "García Gebremedhin Gill Guerrero Gutiérrez Haddad Halvorsen Hammond Hernández Hollis Huang "
    "Ibarra Iversen Jackson Jaramillo Jeong Kaplan Kaur Keita Kowalczyk Kumar Lachance Larsen "
    "Le Lindqvist Lozano Maddox Mahmoud Malik Marchetti McAllister Medina Mendoza Mensah "
    "Mitchell Morales Muñoz Navarro Nguyen Nilsen Novák Núñez O'Connell Obi Ochoa Okonkwo "
    "Ortega Osman Padilla Park Patel Peña Pham Pierre Quiroga Rahman Ramírez Reyes Rinaldi "
    "Robles Rosario Rowe Saavedra Salazar Santiago Schaefer Shapiro Sikora Silva Singh Soto "
    "Strand Sullivan Suárez Tadesse Takeda Tesfaye Thibault Torres Tran Tucker Underhill Valdés "
    "Vargas Velázquez Vu Walker Whitaker Winters Wójcik Xiong Yamamoto Yilmaz Zamora Zhang "
    "Zielinski"
).split()

GIRLS = (
    "Abigail Adaeze Aaliyah Alejandra Amara Amelia Anh Anika Ariana Asha Beatriz Brianna Camila "
    "Carmen Charlotte Chidinma Clara Daniela Destiny Elena Emily Esperanza Eva Fatima Gabriela "
    "Grace Hana Hannah Imani Ines Isabel Jade Jasmine Joyce Julia Kayla Keisha Laila Leah Linh "
    "Lucía Luz Maria Mariam Maya Mei Mia Naomi Nadia Nicole Noor Olivia Paloma Priya Quynh "
    "Rachel Rosa Ruth Sakura Samira Sofía Sophie Tamara Teresa Thandiwe Valentina Vera Wanda "
    "Ximena Yara Zara Zoe"
).split()

BOYS = (
    "Aaron Abdul Adrián Ahmed Alejandro Amir Andre Anton Benjamin Bilal Brandon Carlos Chidi "
    "Christopher Cristian Daniel Darius David Dmitri Diego Elijah Emilio Emmanuel Ernesto Ethan "
    "Felix Francisco Gabriel George Hassan Héctor Hugo Ian Isaac Ismael Jamal James Javier "
    "Jayden Jonah Jorge José Joshua Juan Kwame Kevin Khalil Leonardo Liam Lucas Luis Malik "
    "Manuel Marcus Mateo Miguel Mohamed Nathan Nikolai Noah Omar Oscar Pablo Quang Rafael Raj "
    "Robert Samuel Santiago Sergio Tariq Thomas Tomás Victor Wei Xavier Yusuf Zachary"
).split()

STREETS = (
    "Alder Birch Canal Cedar Chestnut Church Clinton Depot Division Elm Ferry Foundry Front "
    "Grove Harbor Hawthorne High Juniper Lake Laurel Liberty Linden Main Maple Market Meadow "
    "Mill Mulberry North Oak Orchard Park Pearl Pine Pleasant Poplar Prospect Quarry Railroad "
    "Ridge River School Spring Spruce Summit Sycamore Union Vine Walnut Washington Water Willow"
).split()
STREET_KINDS = ("St", "Ave", "Rd", "Ln", "Ct")
TOWNS = (("Milbrook", "01999"), ("Eastport", "01998"), ("Tannery Falls", "01997"))

SCHOOLS = (
    "Harbor Elementary School",
    "Juniper Street School",
    "Millbrook Middle School",
    "Eastport High School",
    "Saint Brendan Academy",
)

LANGUAGES = ("en",) * 14 + ("es",) * 5 + ("pt", "ht", "vi", "ar", "zh")

ATTORNEYS = (
    ("Priscilla", "Vanderhoof"),
    ("Leon", "Achebe"),
    ("Marguerite", "Stahl"),
    ("Curtis", "Bellweather"),
    ("Noreen", "Fitzsimmons"),
    ("Adebayo", "Lindstrom"),
)
JUDGES = (("Hon. Cordelia", "Mbeki"), ("Hon. Raymond", "Tillinghast"), ("Hon. Ines", "Corrigan"))
FOSTER = (
    ("Gloria", "Pemberton"),
    ("Walter", "Oyelaran"),
    ("Simone", "Haverford"),
    ("Patrick", "Dunleavy"),
    ("Yolanda", "Kirchner"),
    ("Martin", "Sandoval-Price"),
    ("Bernadette", "Lomax"),
    ("Elias", "Thornquist"),
)
