"""FastAPI, imported without building the models of OpenAPI documents, which takes a quarter of its import: one function of all
writes such a document, on demand, and builds them then. To be imported before anything else imports FastAPI."""

from pydantic import BaseModel

BaseModel.model_config["defer_build"] = True
import fastapi.openapi.models  # noqa: E402, F401  between the two

del BaseModel.model_config["defer_build"]
