"""Scrapy in `./run bench scraper`, in the way that its manual has for whole sites: follows all links, and keeps the
title of each page.
"""

from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule


class Pages(CrawlSpider):
    name = "pages"
    allowed_domains = ["127.0.0.1"]
    rules = [Rule(LinkExtractor(), callback="keep", follow=True)]
    custom_settings = {
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "LOG_LEVEL": "ERROR",
        "ROBOTSTXT_OBEY": True,
        "TELNETCONSOLE_ENABLED": False,
    }

    def __init__(self, start):
        super().__init__()
        self.start_urls = [start]

    def parse_start_url(self, response):
        return self.keep(response)

    def keep(self, response):
        yield {
            "url": response.url,
            "status": response.status,
            "title": response.css("title::text").get(),
        }
