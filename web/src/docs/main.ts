// The reader of the API's description, which tries requests against this server.
import "openapi-explorer";
import "./docs.css";

const explorer = document.createElement("openapi-explorer");
explorer.setAttribute("spec-url", "/openapi.json");
explorer.setAttribute("server-url", location.origin);
explorer.setAttribute("hide-server-selection", "");
document.getElementById("root")?.replaceWith(explorer);
