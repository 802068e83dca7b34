"""IRIs as constants: the namespaces and the terms that the graph is made of.

A term is named like its prefixed name, with `_` for `:` (`KG_Meeting` the class, `KG_meeting` the property). Terms of
the kg: namespace are defined in ontology/kg.ttl; a test holds the two equal. Nothing here is computed or imported.
"""

KG = "https://w3id.org/newskg/ontology#"
ID = "https://w3id.org/newskg/id/"
TOPIC = "https://w3id.org/newskg/topic/"
COUNTRY = "https://w3id.org/newskg/country/"
GRAPH = "https://w3id.org/newskg/graph/"
ARTICLE = "https://w3id.org/newskg/article/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "http://schema.org/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
TIME = "http://www.w3.org/2006/time#"

#: The datatype of Extended Date/Time Format literals (ISO 8601-2), as published by the Library of Congress.
EDTF = "http://id.loc.gov/datatypes/edtf"

#: The graph of what no article says: labels of topics, countries and ontology terms.
REFERENCE_GRAPH = GRAPH + "reference"
#: Identifiers that reference data gives to persons and agencies (owl:sameAs), apart from what articles say.
LINKS_GRAPH = GRAPH + "reference-links"

# Classes
KG_Person = KG + "Person"
KG_Agency = KG + "Agency"
KG_Country = KG + "Country"
KG_Place = KG + "Place"
KG_Post = KG + "Post"
KG_Tenure = KG + "Tenure"
KG_Meeting = KG + "Meeting"
KG_Visit = KG + "Visit"
KG_Call = KG + "Call"
KG_Conference = KG + "Conference"
KG_Ceremony = KG + "Ceremony"
KG_Participation = KG + "Participation"
KG_Role = KG + "Role"
KG_Status = KG + "Status"
KG_Award = KG + "Award"
KG_Conferral = KG + "Conferral"
KG_Topic = KG + "Topic"
KG_Article = KG + "Article"
KG_Evidence = KG + "Evidence"
KG_Extraction = KG + "Extraction"
KG_Curation = KG + "Curation"
KG_Review = KG + "Review"

# Values: status of a meeting, role in a meeting, review of a fact
KG_held = KG + "held"
KG_planned = KG + "planned"
KG_cancelled = KG + "cancelled"
KG_host = KG + "host"
KG_guest = KG + "guest"
KG_participant = KG + "participant"
KG_accompanying = KG + "accompanying"
KG_pending = KG + "pending"
KG_accepted = KG + "accepted"
KG_rejected = KG + "rejected"

# Properties of persons, agencies, countries
KG_acronym = KG + "acronym"
KG_country = KG + "country"
KG_alpha2 = KG + "alpha2"
KG_alpha3 = KG + "alpha3"
KG_capital = KG + "capital"
KG_demonym = KG + "demonym"

# Properties of tenures and posts
KG_holder = KG + "holder"
KG_post = KG + "post"
KG_agency = KG + "agency"
KG_since = KG + "since"
KG_until = KG + "until"
KG_statedOn = KG + "statedOn"

# Properties of meetings
KG_status = KG + "status"
KG_date = KG + "date"
KG_earliest = KG + "earliest"
KG_latest = KG + "latest"
KG_place = KG + "place"
KG_topic = KG + "topic"
KG_partOf = KG + "partOf"
KG_invitedBy = KG + "invitedBy"
KG_participation = KG + "participation"
KG_plover = KG + "plover"
KG_cameo = KG + "cameo"

# Properties of participations; kg:participant, above, is also the property that names who takes part
KG_role = KG + "role"
KG_accompanies = KG + "accompanies"

# Properties of conferrals
KG_award = KG + "award"
KG_recipient = KG + "recipient"
KG_conferrer = KG + "conferrer"
KG_meeting = KG + "meeting"

# Properties of facts and articles
KG_evidence = KG + "evidence"
KG_confidence = KG + "confidence"
KG_review = KG + "review"
KG_inferred = KG + "inferred"
KG_sha256 = KG + "sha256"

# RDF, RDFS, OWL, XSD
RDF_type = RDF + "type"
RDFS_label = RDFS + "label"
RDFS_comment = RDFS + "comment"
OWL_sameAs = OWL + "sameAs"
XSD_string = XSD + "string"
XSD_date = XSD + "date"
XSD_decimal = XSD + "decimal"
XSD_integer = XSD + "integer"
XSD_nonNegativeInteger = XSD + "nonNegativeInteger"
XSD_dateTime = XSD + "dateTime"

# SKOS, Dublin Core, schema.org
SKOS_altLabel = SKOS + "altLabel"
SKOS_prefLabel = SKOS + "prefLabel"
SKOS_broader = SKOS + "broader"
SKOS_narrower = SKOS + "narrower"
SKOS_inScheme = SKOS + "inScheme"
DCTERMS_title = DCTERMS + "title"
DCTERMS_publisher = DCTERMS + "publisher"
DCTERMS_language = DCTERMS + "language"
DCTERMS_issued = DCTERMS + "issued"
SCHEMA_url = SCHEMA + "url"

# Web Annotation
OA_hasSource = OA + "hasSource"
OA_hasSelector = OA + "hasSelector"
OA_TextQuoteSelector = OA + "TextQuoteSelector"
OA_TextPositionSelector = OA + "TextPositionSelector"
OA_exact = OA + "exact"
OA_prefix = OA + "prefix"
OA_suffix = OA + "suffix"
OA_start = OA + "start"
OA_end = OA + "end"

# PROV-O
PROV_Entity = PROV + "Entity"
PROV_Activity = PROV + "Activity"
PROV_Agent = PROV + "Agent"
PROV_SoftwareAgent = PROV + "SoftwareAgent"
PROV_wasDerivedFrom = PROV + "wasDerivedFrom"
PROV_wasGeneratedBy = PROV + "wasGeneratedBy"
PROV_wasAssociatedWith = PROV + "wasAssociatedWith"
PROV_used = PROV + "used"

# Words of the fact sheet and what they are in the graph
#: Meeting.kind to its class; a "meeting" is a kg:Meeting and nothing narrower.
MEETING_CLASSES = {
    "meeting": KG_Meeting,
    "visit": KG_Visit,
    "call": KG_Call,
    "conference": KG_Conference,
    "ceremony": KG_Ceremony,
}
STATUSES = {"held": KG_held, "planned": KG_planned, "cancelled": KG_cancelled}
ROLES = {"host": KG_host, "guest": KG_guest, "participant": KG_participant, "accompanying": KG_accompanying}
REVIEWS = {"pending": KG_pending, "accepted": KG_accepted, "rejected": KG_rejected}

#: Prefix to namespace, as every query and every Turtle file writes them.
PREFIXES = {
    "kg": KG,
    "id": ID,
    "topic": TOPIC,
    "country": COUNTRY,
    "graph": GRAPH,
    "article": ARTICLE,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "schema": SCHEMA,
    "oa": OA,
    "prov": PROV,
    "org": ORG,
    "foaf": FOAF,
    "sem": SEM,
    "time": TIME,
}
